// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/FileChooser.h"

#include "client/view/Buttons.h"
#include "client/view/FlowLayout.h"
#include "client/view/PictureFiles.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStandardPaths>
#include <QTreeView>
#include <QVBoxLayout>

namespace chatmet::client {

FileChooser::FileChooser(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_title((new PlainLabel({}, QStringLiteral("heading")))->wrapped()),
      m_folder(
          (new PlainLabel({}, QStringLiteral("small")))->elided()->named(QStringLiteral("chooserFolder"))),
      m_list(new QTreeView),
      m_nothing((new PlainLabel(tr("There is no picture in this folder."), QStringLiteral("muted")))
                    ->wrapped()
                    ->named(QStringLiteral("chooserNothing"))),
      m_name(new QLineEdit),
      m_problem((new PlainLabel({}, QStringLiteral("problem")))
                    ->wrapped()
                    ->named(QStringLiteral("chooserProblem"))),
      m_choose(textButton(QStringLiteral("chooserOk"), tr("Choose"), QStringLiteral("primary")))
{
    setObjectName(QStringLiteral("fileChooser"));
    setAccessibleName(tr("Choose a file"));
    m_list->setObjectName(QStringLiteral("chooserList"));
    m_list->setAccessibleName(tr("Files"));
    m_list->setRootIsDecorated(false);
    m_list->setItemsExpandable(false);
    m_list->setUniformRowHeights(true);
    m_list->setSortingEnabled(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setDragEnabled(false);
    m_list->setMinimumHeight(theme.px(40)); // words about what went wrong go before
    m_name->setObjectName(QStringLiteral("chooserName"));
    m_name->setAccessibleName(tr("File name or folder"));
    m_name->setPlaceholderText(tr("File name or folder"));
    QPushButton* cancel = textButton(QStringLiteral("chooserCancel"), tr("Cancel"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(18), theme.px(12), theme.px(18), theme.px(12));
    layout->setSpacing(theme.px(8));
    layout->addWidget(m_title);
    layout->addWidget(buildPlaces());
    layout->addWidget(m_folder);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_nothing);
    layout->addWidget(m_name);
    layout->addWidget(m_problem);
    auto* buttons = new QHBoxLayout;
    buttons->addStretch(1);
    buttons->addWidget(cancel);
    buttons->addWidget(m_choose);
    layout->addLayout(buttons);
    connect(m_choose, &QPushButton::clicked, this, &FileChooser::choose);
    connect(cancel, &QPushButton::clicked, this, &Overlay::close);
    connect(m_name, &QLineEdit::textEdited, m_problem, &QWidget::hide);
    connect(m_list, &QTreeView::activated, this, [this](const QModelIndex& index) {
        if (m_files->isDir(index))
            goTo(m_files->filePath(index));
        else
            choose();
    });
    connect(this, &Overlay::closed, this, &FileChooser::forget);
}

/// A folder is read in another thread; until then nothing is said of it.
void FileChooser::sayNothing()
{
    m_nothing->setVisible(m_files != nullptr && !m_saving && m_files->rowCount(m_list->rootIndex()) == 0);
}

QWidget* FileChooser::buildPlaces()
{
    auto* places = new QWidget;
    auto* layout = new FlowLayout(places, m_theme.px(6));
    QToolButton* up =
        iconButton(m_theme, QStringLiteral("chooserUp"), QStringLiteral("up"), tr("To the folder above"));
    layout->addWidget(up);
    connect(up, &QToolButton::clicked, this, [this] { goTo(QFileInfo(m_files->rootPath()).path()); });
    const std::initializer_list<std::pair<QString, QStandardPaths::StandardLocation>> known{
        {tr("Home"), QStandardPaths::HomeLocation},
        {tr("Pictures"), QStandardPaths::PicturesLocation},
        {tr("Downloads"), QStandardPaths::DownloadLocation},
        {tr("Desktop"), QStandardPaths::DesktopLocation}};
    for (const auto& [name, location] : known) {
        const QString path = QStandardPaths::writableLocation(location);
        if (!QFileInfo(path).isDir())
            continue;
        QPushButton* place = textButton(QStringLiteral("chooserPlace"), name, QStringLiteral("link"));
        layout->addWidget(place);
        connect(place, &QPushButton::clicked, this, [this, path] { goTo(path); });
    }
    layout->addWidget(new QWidget); // the rest of the line, which the last place would get
    return places;
}

void FileChooser::openForReading()
{
    m_suffixes.clear();
    start(false, {});
}

void FileChooser::openForSaving(const QString& name, const QStringList& suffixes)
{
    m_suffixes = suffixes;
    start(true, withSuffix(name));
}

QString FileChooser::withSuffix(const QString& name) const
{
    const QString suffix = QFileInfo(name).suffix();
    return m_suffixes.isEmpty() || m_suffixes.contains(suffix, Qt::CaseInsensitive)
               ? name
               : name + u'.' + m_suffixes.first();
}

void FileChooser::start(bool saving, const QString& name)
{
    m_saving = saving;
    m_title->setShown(saving ? tr("Where should the picture be saved?") : tr("Which picture?"));
    m_choose->setText(saving ? tr("Save") : tr("Choose"));
    m_name->setText(name);
    m_problem->hide();
    delete m_files;
    m_files = new PictureFiles(this);
    m_list->setModel(m_files);
    m_list->hideColumn(PictureFiles::Kind);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(PictureFiles::Name, QHeaderView::Stretch);
    showColumns();
    m_list->sortByColumn(0, Qt::AscendingOrder);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this,
            [this](const QModelIndex& index) {
                if (index.isValid() && !m_files->isDir(index))
                    m_name->setText(m_files->fileName(index));
            });
    connect(m_files, &PictureFiles::directoryLoaded, this, &FileChooser::sayNothing);
    const QString pictures = QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
    goTo(QFileInfo(pictures).isDir() ? pictures : QDir::homePath());
    open();
}

void FileChooser::resizeEvent(QResizeEvent* event)
{
    Overlay::resizeEvent(event);
    panel()->setFixedSize(QSize(m_theme.px(620), m_theme.px(480))
                              .boundedTo(contentsRect().size() - QSize(m_theme.px(32), m_theme.px(32))));
    showColumns();
}

/// Names come before times where both have no room.
void FileChooser::showColumns()
{
    m_list->setColumnHidden(PictureFiles::Changed, panel()->width() < m_theme.px(520));
}

void FileChooser::goTo(const QString& folder)
{
    m_folder->setShown(QDir::toNativeSeparators(folder));
    m_nothing->hide();
    m_list->setRootIndex(m_files->setRootPath(folder));
}

void FileChooser::choose()
{
    if (!m_files)
        return;
    const QString typed = m_name->text().trimmed();
    const QFileInfo place(QDir(m_files->rootPath()), typed);
    if (typed.isEmpty() || place.isDir()) {
        if (!typed.isEmpty())
            goTo(place.absoluteFilePath());
        m_name->setText(m_saving ? withSuffix(tr("picture")) : QString());
        return;
    }
    const QFileInfo file(QDir(m_files->rootPath()), withSuffix(typed));
    const bool refused = m_saving ? file.exists() || !file.absoluteDir().exists() : !file.isFile();
    if (refused) {
        m_problem->setShown(m_saving ? tr("There is such a file already, or no such folder. Nothing was "
                                          "written. Choose another name.")
                                     : tr("There is no such file. Nothing was read. Choose another one."));
        m_problem->show();
        return;
    }
    const bool saving = m_saving;
    const QString path = file.absoluteFilePath();
    close();
    if (saving)
        Q_EMIT saveChosen(path);
    else
        Q_EMIT readChosen(path);
}

void FileChooser::forget()
{
    m_name->setText({}); // clear() would keep the steps of undoing it
    m_folder->setShown({});
    m_list->setModel(nullptr);
    delete m_files;
    m_files = nullptr;
}

QWidget* FileChooser::firstFocus()
{
    return m_saving ? static_cast<QWidget*>(m_name) : m_list;
}

void FileChooser::keyPressEvent(QKeyEvent* event)
{
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && m_name->hasFocus())
        choose();
    else
        Overlay::keyPressEvent(event);
}

} // namespace chatmet::client
