// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What screen readers are told by itself, as they get it from Qt.
#include "client/view/LiveStatus.h"

#include "client/view/HomePage.h"
#include "client/view/MainWindow.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "tests/client/view/ViewTesting.h"

#include <QAccessible>
#include <QApplication>

using namespace chatmet::client;

namespace {

bool isListening = true;

} // namespace

class LiveStatusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void init()
    {
        m_window = std::make_unique<QWidget>();
        m_status = new LiveStatus(m_window.get(), [] { return isListening; });
        isListening = true;
        m_window->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    }

    void cleanup() { m_window.reset(); }

    void say_severalAtOnce_areAllHeard()
    {
        for (const char* words : {"one", "two", "two", "three"})
            m_status->say(QString::fromLatin1(words));
        // A reader asks later than it hears of it: all of them are still there.
        QCOMPARE(held().size(), 4);
        // As readers get it (Qt itself tells them of it, where one is there:
        // integration/screen_reader_test.py).
        for (QWidget* note : m_window->findChildren<QWidget*>(QStringLiteral("spokenNote"))) {
            QAccessibleInterface* shown = QAccessible::queryAccessibleInterface(note);
            QCOMPARE(shown->role(), QAccessible::Notification);
            QVERIFY(!shown->state().invisible);
            QCOMPARE(shown->childCount(), 1);
            QVERIFY(held().contains(shown->child(0)->text(QAccessible::Name)));
        }
    }

    void forget_nothingIsHeld()
    {
        for (int number = 0; number < 9; ++number)
            m_status->say(QString::number(number));
        QCOMPARE(held().size(), 4);
        m_status->forget();
        QVERIFY(held().isEmpty());
    }

    void say_afterAWhile_isForgotten()
    {
        m_status->say(QStringLiteral("words"));
        QCOMPARE(held().size(), 1);
        QTRY_VERIFY_WITH_TIMEOUT(held().isEmpty(), 2 * LiveStatus::staysMs);
    }

    void say_nobodyListens_isNotKept()
    {
        isListening = false;
        m_status->say(QStringLiteral("secret"));
        QVERIFY(held().isEmpty());
    }

    void note_isNotInTheWay()
    {
        m_status->say(QStringLiteral("words that nobody sees"));
        for (const QWidget* note : m_window->findChildren<QWidget*>(QStringLiteral("spokenNote"))) {
            QCOMPARE(note->size(), QSize(1, 1));
            QVERIFY(note->testAttribute(Qt::WA_TransparentForMouseEvents));
        }
    }

    void problem_onThePageThatIsSeen_isHeard()
    {
        QWidget page(m_window.get());
        PlainLabel problem({}, QStringLiteral("problem"), &page);
        PlainLabel other({}, QStringLiteral("muted"), &page);
        page.show();
        problem.setShown(QStringLiteral("That is no invite."));
        other.setShown(QStringLiteral("Something else."));
        problem.setShown({});
        QCOMPARE(held(), QStringList{QStringLiteral("That is no invite.")});
        page.hide();
        problem.setShown(QStringLiteral("Nobody sees this."));
        QCOMPARE(held().size(), 1);
    }

    void window_hasOne()
    {
        const MainWindow window(*m_theme);
        QVERIFY(LiveStatus::of(window.home()) != nullptr);
    }

private:
    [[nodiscard]] QStringList held() const
    {
        QStringList all;
        for (const auto* label : m_window->findChildren<PlainLabel*>(QStringLiteral("spokenWords")))
            all.append(label->shown());
        all.removeAll(QString());
        return all;
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QWidget> m_window;
    LiveStatus* m_status{nullptr};
};

QTEST_MAIN(LiveStatusTest)
#include "LiveStatusTest.moc"
