// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/HoldingsTable.h"

#include "client/view/Theme.h"

#include <QHeaderView>
#include <QStyledItemDelegate>
#include <QWheelEvent>

#include <algorithm>

namespace chatmet::client {

void HoldingsModel::setLines(const QList<HoldingLine>& lines)
{
    const auto hasKey = [](const QList<HoldingLine>& all, const QString& key) {
        return std::any_of(all.begin(), all.end(), [&](const HoldingLine& line) { return line.key == key; });
    };
    for (int row = rowCount() - 1; row >= 0; --row) {
        if (hasKey(lines, m_lines.at(row).key))
            continue;
        beginRemoveRows({}, row, row);
        m_lines.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < lines.size(); ++row) {
        if (row < m_lines.size() && m_lines.at(row).key == lines.at(row).key) {
            m_lines[row] = lines.at(row);
            continue;
        }
        beginInsertRows({}, row, row);
        m_lines.insert(row, lines.at(row));
        endInsertRows();
    }
    // What changed its place stands there twice by now: the later one goes.
    if (m_lines.size() > lines.size()) {
        beginRemoveRows({}, static_cast<int>(lines.size()), rowCount() - 1);
        m_lines.resize(lines.size());
        endRemoveRows();
    }
    m_heardMs = 0;
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, What), index(rowCount() - 1, Gone));
}

void HoldingsModel::setHeardMs(qint64 milliseconds)
{
    m_heardMs = milliseconds;
    if (!m_lines.isEmpty())
        Q_EMIT dataChanged(index(0, Since), index(rowCount() - 1, Since), {Qt::DisplayRole});
}

int HoldingsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int HoldingsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : Gone + 1;
}

QVariant HoldingsModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HoldingLine& line = m_lines.at(index.row());
    const QString since = HoldingWords::age(line.ageMs + m_heardMs);
    switch (role) {
    case Qt::DisplayRole:
        return index.column() == What ? line.text : index.column() == Since ? since : line.gone;
    case Qt::AccessibleTextRole: return tr("%1, for %2, gone %3").arg(line.text, since, line.gone);
    default: return {};
    }
}

QVariant HoldingsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case What: return tr("In the server’s memory");
    case Since: return tr("for");
    case Gone: return tr("gone");
    default: return {};
    }
}

namespace {

/// Of a cell in which words break lines, in pixels; oneLine: of one with a single line, whose padding is the
/// same on every side, about.
int brokenHeight(const QString& words, const QFontMetrics& metrics, int width, int oneLine)
{
    const int padding = oneLine - metrics.height();
    const QRect room(0, 0, std::max(width - padding, 1), 0);
    return metrics.boundingRect(room, Qt::TextWordWrap, words).height() + padding;
}

/// Asks for the height that the words need in their column: a tree view leaves that to its delegate.
class WrappingDelegate : public QStyledItemDelegate
{
public:
    explicit WrappingDelegate(QTreeView* view) : QStyledItemDelegate(view), m_view(view) {}

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const QSize oneLine = QStyledItemDelegate::sizeHint(option, index);
        return {oneLine.width(),
                brokenHeight(index.data(Qt::DisplayRole).toString(), QFontMetrics(option.font),
                             m_view->columnWidth(index.column()), oneLine.height())};
    }

private:
    QTreeView* m_view;
};

} // namespace

HoldingsTable::HoldingsTable(const Theme& theme, QWidget* parent)
    : QTreeView(parent), m_theme(theme), m_lines(new HoldingsModel(this))
{
    setObjectName(QStringLiteral("holdingsTable"));
    setAccessibleName(tr("What the server says it holds about you"));
    setProperty("role", QStringLiteral("plain"));
    setModel(m_lines);
    setItemDelegate(new WrappingDelegate(this));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setWordWrap(true);
    setTextElideMode(Qt::ElideNone);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionBehavior(QAbstractItemView::SelectRows);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setTabKeyNavigation(false);
    header()->setSectionsMovable(false);
    header()->setSectionsClickable(false);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(QHeaderView::Fixed);
    header()->setMinimumSectionSize(0);
    header()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter | Qt::Alignment(Qt::TextWordWrap));
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(m_lines, signal, this, &QWidget::updateGeometry);
    connect(m_lines, &QAbstractItemModel::dataChanged, this, &HoldingsTable::fitColumns);
}

void HoldingsTable::fitColumns()
{
    int narrow = 0;
    for (const int column : {int{HoldingsModel::Since}, int{HoldingsModel::Gone}}) {
        const int most = viewport()->width() / 3;
        const int wanted = std::max(sizeHintForColumn(column), header()->sectionSizeHint(column));
        const int width = std::min(wanted + m_theme.px(8), most);
        setColumnWidth(column, width);
        narrow += width;
    }
    setColumnWidth(HoldingsModel::What, std::max(viewport()->width() - narrow, 1));
    fitHead();
    scheduleDelayedItemsLayout(); // rows are as high as their text in its new width
    updateGeometry();
}

/// As high as its words are in the columns' width: QHeaderView takes one line for enough.
void HoldingsTable::fitHead()
{
    const int oneLine = header()->sizeHint().height();
    int height = oneLine;
    for (int column = 0; column < m_lines->columnCount(); ++column) {
        const QString words = m_lines->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
        height = std::max(height, brokenHeight(words, header()->fontMetrics(), columnWidth(column), oneLine));
    }
    header()->setFixedHeight(height);
}

QSize HoldingsTable::sizeHint() const
{
    int height = header()->height() + 2 * frameWidth();
    for (int row = 0; row < m_lines->rowCount(); ++row)
        height += indexRowSizeHint(m_lines->index(row, 0));
    return {m_theme.px(240), height + 2};
}

void HoldingsTable::resizeEvent(QResizeEvent* event)
{
    QTreeView::resizeEvent(event);
    fitColumns();
}

void HoldingsTable::wheelEvent(QWheelEvent* event)
{
    event->ignore();
}

} // namespace chatmet::client
