// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Which control has the focus is seen, in every palette: 3:1 between before and after (WCAG 2.2, 2.4.13), on
// at least as many pixels as half of its edge.
#include "client/view/Buttons.h"
#include "client/view/ChatView.h"
#include "client/view/Composer.h"
#include "client/view/EndedCard.h"
#include "client/view/MainWindow.h"
#include "client/view/QuickSwitcher.h"
#include "client/view/Sidebar.h"
#include "client/view/Theme.h"
#include "client/view/TopicField.h"
#include "client/view/WindowPlaces.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QStandardItemModel>
#include <QTreeView>
#include <QVBoxLayout>

#include <cmath>

using namespace chatmet::client;

namespace {

double luminance(QRgb colour)
{
    const auto channel = [](int value) {
        const double part = value / 255.0;
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * channel(qRed(colour)) + 0.7152 * channel(qGreen(colour)) +
           0.0722 * channel(qBlue(colour));
}

double contrast(QRgb one, QRgb other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (qMax(a, b) + 0.05) / (qMin(a, b) + 0.05);
}

int changedPixels(const QImage& before, const QImage& after)
{
    constexpr double contrastMin = 3.0;
    int count = 0;
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x)
            count += contrast(before.pixel(x, y), after.pixel(x, y)) >= contrastMin ? 1 : 0;
    }
    return count;
}

QAbstractItemModel* rows(QObject* parent)
{
    auto* model = new QStandardItemModel(parent);
    for (const char* text : {"one", "two"})
        model->appendRow(new QStandardItem(QString::fromLatin1(text)));
    return model;
}

} // namespace

class FocusLookTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void focus_everyKindOfControl_isSeen_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
        QTest::newRow("high contrast") << Scheme::HighContrast;
    }

    void focus_everyKindOfControl_isSeen()
    {
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        QWidget page;
        page.setProperty("role", QStringLiteral("surface"));
        auto* layout = new QVBoxLayout(&page);
        QList<QWidget*> controls;
        for (const char* kind : {"", "primary", "big", "link", "chip", "row", "pill", "floating"})
            controls.append(textButton(QStringLiteral("button ") + QLatin1String(kind),
                                       QStringLiteral("Words"), QLatin1String(kind)));
        controls.append(iconButton(*m_theme, QStringLiteral("icon button"), QStringLiteral("close"),
                                   QStringLiteral("Close")));
        controls.append({new QLineEdit, new QComboBox, new QPlainTextEdit,
                         new QCheckBox(QStringLiteral("Tick")), new TopicField(*m_theme),
                         new EndedCard(*m_theme)});
        auto* tree = new QTreeView;
        tree->setModel(rows(tree));
        auto* plain = new QTreeView;
        plain->setProperty("role", QStringLiteral("plain"));
        plain->setModel(rows(plain));
        auto* choices = new QListView;
        choices->setProperty("role", QStringLiteral("choices"));
        choices->setModel(rows(choices));
        controls.append({tree, plain, choices});
        for (QWidget* control : controls)
            layout->addWidget(control);
        auto* elsewhere = new QPushButton(QStringLiteral("elsewhere"));
        layout->addWidget(elsewhere);
        show(&page);
        for (QWidget* control : controls)
            check(&page, control, elsewhere);
    }

    void focus_partsOfTheWindow_isSeen_data() { focus_everyKindOfControl_isSeen_data(); }

    void focus_partsOfTheWindow_isSeen()
    {
        QFETCH(Scheme, scheme);
        m_theme->setScheme(scheme);
        MessageStore store;
        MessageListModel model(&store);
        MainWindow window(*m_theme);
        window.chat()->setMessages(&model);
        sample::fillTalk(&store);
        show(&window);
        window.places()->showHome();
        window.places()->showChat();
        window.chat()->setPartner(QStringLiteral("fox"), {});
        check(&window, named<QWidget>(&window, "messageList"), named<QWidget>(&window, "homeButton"));
        check(&window, named<QWidget>(&window, "composerEdit"), named<QWidget>(&window, "homeButton"));
        window.places()->showPrivacy();
        check(&window, named<QWidget>(&window, "privacyScroll"), named<QWidget>(&window, "homeButton"));
        QTest::keyClick(&window, Qt::Key_F1);
        check(&window, named<QWidget>(&window, "shortcutsPageScroll"),
              named<QWidget>(&window, "shortcutsPageClose"));
        store.clear();
        window.places()->showHome();
        window.places()->showChat(); // without a message it is the frame that shows it
        check(&window, named<QWidget>(&window, "messageList"), named<QWidget>(&window, "homeButton"));
    }

private:
    static void show(QWidget* window)
    {
        window->resize(700, 900);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window));
    }

    static QImage seen(QWidget* page, const QWidget* control)
    {
        QApplication::processEvents();
        return page->grab(QRect(control->mapTo(page, QPoint(0, 0)), control->size())).toImage();
    }

    static void check(QWidget* page, QWidget* control, QWidget* elsewhere)
    {
        elsewhere->setFocus();
        const QImage before = seen(page, control);
        control->setFocus(Qt::TabFocusReason);
        const QImage after = seen(page, control);
        const int changed = changedPixels(before, after);
        const int wanted = control->inherits("QAbstractItemView") ? control->width() / 2
                                                                  : control->width() + control->height();
        QVERIFY2(changed >= wanted,
                 qPrintable(
                     QStringLiteral("%1 %2: %3 of %4")
                         .arg(QString::fromLatin1(control->metaObject()->className()), control->objectName())
                         .arg(changed)
                         .arg(wanted)));
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(FocusLookTest)
#include "FocusLookTest.moc"
