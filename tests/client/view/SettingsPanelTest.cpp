// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The settings page: what is chosen is said at once, what is wrong stands under its field.
#include "client/view/SettingsPanel.h"

#include "client/view/ChoiceBox.h"
#include "client/view/MainWindow.h"
#include "client/view/PlainLabel.h"
#include "client/view/ProxyWords.h"
#include "client/view/Theme.h"
#include "client/view/WindowPanels.h"
#include "tests/client/view/ViewTesting.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSignalSpy>

using namespace chatmet::client;

class SettingsPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_theme = std::make_unique<Theme>(qApp);
        m_window = std::make_unique<MainWindow>(*m_theme);
        m_window->show();
        m_window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
        m_choices = {};
        connect(page(), &SettingsPanel::filling, this, [this] { page()->setChoices(m_choices); });
        connect(page(), &SettingsPanel::chosen, this, [this](const SettingsChoices& choices) {
            m_choices = choices;
            ++m_chosen;
        });
        m_chosen = 0;
    }

    void cleanup()
    {
        m_window.reset();
        m_theme.reset();
    }

    void keys_openIt_andEscapeClosesIt()
    {
        QTest::keyClick(m_window.get(), Qt::Key_Comma, Qt::ControlModifier);
        QVERIFY(page()->isVisible());
        QCOMPARE(QApplication::focusWidget(), box("themeChoice"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(page()->isHidden());
        named<QAction>(m_window.get(), "settingsAction")->trigger();
        QVERIFY(page()->isVisible());
        QCOMPARE(m_chosen, 0); // looking changes nothing
    }

    void firstPage_opensItWhereItIsWanted()
    {
        press(m_window.get(), "welcomeConnectionButton");
        QCOMPARE(QApplication::focusWidget(), box("proxyChoice"));
        page()->close();
        press(m_window.get(), "welcomeLanguageButton");
        QCOMPARE(QApplication::focusWidget(), box("languageChoice"));
        page()->close();
        press(m_window.get(), "welcomeSettingsButton");
        QCOMPARE(QApplication::focusWidget(), box("themeChoice"));
    }

    void choices_areSaidAtOnce_byKeys()
    {
        page()->openAt(SettingsPart::Look);
        QTest::keyClick(box("themeChoice"), Qt::Key_Down);
        QCOMPARE(m_choices.theme, ThemeChoice::Light);
        QTest::keyClick(box("themeChoice"), Qt::Key_End);
        QCOMPARE(m_choices.theme, ThemeChoice::HighContrast);
        QTest::keyClick(box("languageChoice"), Qt::Key_End);
        QCOMPARE(m_choices.language, QStringLiteral("hi"));
        QTest::keyClick(box("endedPageChoice"), Qt::Key_Home);
        QCOMPARE(m_choices.endedPageSeconds, 0);
        auto* typing = named<QCheckBox>(page(), "typingHintsTick");
        QVERIFY(typing->isChecked());
        QTest::keyClick(typing, Qt::Key_Space);
        QVERIFY(!m_choices.typingHints);
        QCOMPARE(m_chosen, 5);
    }

    void choices_asSet_areShown()
    {
        m_choices.theme = ThemeChoice::Dark;
        m_choices.language = QStringLiteral("hi");
        m_choices.proxy = {ProxyKind::Socks5, QStringLiteral("proxy.example"), 1081};
        m_choices.typingHints = false;
        m_choices.endedPageSeconds = 120;
        page()->openAt(SettingsPart::Look);
        QCOMPARE(box("themeChoice")->currentText(), QStringLiteral("Dark"));
        QCOMPARE(box("languageChoice")->currentText(), QStringLiteral("हिन्दी"));
        QCOMPARE(edit("proxyHostEdit")->text(), QStringLiteral("proxy.example"));
        QCOMPARE(edit("proxyPortEdit")->text(), QStringLiteral("1081"));
        QVERIFY(!named<QCheckBox>(page(), "typingHintsTick")->isChecked());
        QCOMPARE(box("endedPageChoice")->currentData().toInt(), 120);
        QCOMPARE(m_chosen, 0);
    }

    void choices_thatAreInNoList_stay()
    {
        m_choices.language = QStringLiteral("fr");
        m_choices.endedPageSeconds = 45;
        page()->openAt(SettingsPart::Look);
        QTest::keyClick(box("themeChoice"), Qt::Key_Down);
        QCOMPARE(m_choices.language, QStringLiteral("fr"));
        QCOMPARE(m_choices.endedPageSeconds, 45);
    }

    void proxy_socks5_isTypedIn_andWrongPartsAreSaidUnderTheirField()
    {
        page()->openAt(SettingsPart::Connection);
        QVERIFY(!edit("proxyHostEdit")->isVisible());
        choose("proxyChoice", static_cast<int>(ProxyKind::Socks5));
        QVERIFY(edit("proxyHostEdit")->isVisible());
        QCOMPARE(m_choices.proxy, (ProxyPolicy{ProxyKind::Socks5, {}, 0})); // lets nothing through
        QVERIFY(named<PlainLabel>(page(), "proxyHindrance")->isVisible());
        QTest::keyClicks(edit("proxyHostEdit"), QStringLiteral("proxy example"));
        QVERIFY(named<PlainLabel>(page(), "proxyHostProblem")->isVisible());
        QCOMPARE(m_choices.proxy.host, QString());
        edit("proxyHostEdit")->clear();
        QTest::keyClicks(edit("proxyHostEdit"), QStringLiteral("[2001:db8::1]"));
        QVERIFY(!named<PlainLabel>(page(), "proxyHostProblem")->isVisible());
        QTest::keyClicks(edit("proxyPortEdit"), QStringLiteral("65536"));
        QVERIFY(named<PlainLabel>(page(), "proxyPortProblem")->isVisible());
        QCOMPARE(m_choices.proxy.port, 0);
        QTest::keyClick(edit("proxyPortEdit"), Qt::Key_Backspace);
        QVERIFY(!named<PlainLabel>(page(), "proxyPortProblem")->isVisible());
        QCOMPARE(m_choices.proxy, (ProxyPolicy{ProxyKind::Socks5, QStringLiteral("2001:db8::1"), 6'553}));
        QVERIFY(!named<PlainLabel>(page(), "proxyHindrance")->isVisible());
        QTest::keyClick(edit("proxyPortEdit"), Qt::Key_Return); // ends nothing
        QVERIFY(page()->isVisible());
    }

    void proxy_ofASystemWithoutOne_isRefusedInWords()
    {
#ifdef Q_OS_LINUX
        for (const char* name : {"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY", "auto_proxy"})
            qunsetenv(name);
        page()->openAt(SettingsPart::Connection);
        choose("proxyChoice", static_cast<int>(ProxyKind::System));
        auto* words = named<PlainLabel>(page(), "proxyHindrance");
        QVERIFY(words->shown().contains(QLatin1String("names no fixed proxy")));
        qputenv("https_proxy", "pac+http://a.example/proxy.pac");
        page()->openAt(SettingsPart::Connection);
        QVERIFY(words->shown().contains(QLatin1String("runs no such script")));
        qputenv("https_proxy", "http://proxy.example:3128");
        page()->openAt(SettingsPart::Connection);
        QVERIFY(!words->isVisible());
        qunsetenv("https_proxy");
#else
        QSKIP("the system is asked otherwise there");
#endif
    }

    void proxy_hostsAndPorts_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("host");
        QTest::addColumn<int>("port");
        QTest::newRow("address") << QStringLiteral(" 127.0.0.1 ") << QStringLiteral("127.0.0.1") << 0;
        QTest::newRow("name") << QStringLiteral("proxy") << QStringLiteral("proxy") << 0;
        QTest::newRow("with its port") << QStringLiteral("proxy:1080") << QString() << 0;
        QTest::newRow("url") << QStringLiteral("socks5://proxy") << QString() << 0;
        QTest::newRow("with a user") << QStringLiteral("me@proxy") << QString() << 0;
        QTest::newRow("other letters") << QStringLiteral("प्रॉक्सी") << QString() << 0;
        QTest::newRow("too long") << QString(254, u'a') << QString() << 0;
        QTest::newRow("port") << QStringLiteral("1080") << QStringLiteral("1080") << 1'080;
        QTest::newRow("highest port") << QStringLiteral("65535") << QStringLiteral("65535") << 65'535;
        QTest::newRow("other digits") << QStringLiteral("१०८०") << QString() << 0;
    }

    void proxy_hostsAndPorts()
    {
        QFETCH(QString, typed);
        QTEST(hostFrom(typed), "host");
        QTEST(static_cast<int>(portFrom(typed)), "port");
    }

    void session_locksTheWay_andSaysSo()
    {
        page()->openAt(SettingsPart::Connection);
        QVERIFY(!named<PlainLabel>(page(), "proxyLocked")->isVisible());
        page()->setSession(true);
        QVERIFY(!box("proxyChoice")->isEnabled());
        QVERIFY(named<PlainLabel>(page(), "proxyLocked")->isVisible());
        QVERIFY(named<PlainLabel>(page(), "languageNote")->isVisible());
        QVERIFY(box("themeChoice")->isEnabled());
        page()->setSession(false);
        QVERIFY(box("proxyChoice")->isEnabled());
    }

    void capture_whereItCanNotBe_isSaid()
    {
        page()->setCapture(false, QStringLiteral("not here"));
        page()->openAt(SettingsPart::Look);
        auto* hidden = named<QCheckBox>(page(), "hideFromCaptureTick");
        QVERIFY(!hidden->isEnabled());
        QCOMPARE(named<PlainLabel>(page(), "hideFromCaptureNote")->shown(), QStringLiteral("not here"));
        page()->setCapture(true, QStringLiteral("here"));
        QTest::keyClick(hidden, Qt::Key_Space);
        QVERIFY(m_choices.hiddenFromCapture);
    }

    void servers_areListed_andForgotten()
    {
        page()->setServers({{QStringLiteral("wss://a.example"), {}},
                            {QStringLiteral("wss://b.example:8443"), QByteArray(64, 'c')}});
        QSignalSpy forgotten(page(), &SettingsPanel::forgetRequested);
        page()->openAt(SettingsPart::Look);
        const auto keys = page()->findChildren<PlainLabel*>(QStringLiteral("knownServerKey"));
        QCOMPARE(keys.size(), 2);
        QVERIFY(keys.at(1)->shown().contains(QLatin1String("cccc cccc")));
        auto* button = page()->findChildren<QPushButton*>(QStringLiteral("forgetServerButton")).at(1);
        QCOMPARE(button->accessibleName(), QStringLiteral("Forget wss://b.example:8443"));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Space);
        QCOMPARE(forgotten.size(), 1);
        QCOMPARE(forgotten.first().first().toString(), QStringLiteral("wss://b.example:8443"));
        page()->setServers({});
        QTRY_VERIFY(named<PlainLabel>(page(), "noKnownServers")->isVisible());
        QVERIFY(page()->isAncestorOf(QApplication::focusWidget()));
    }

    void smallestWindow_everythingIsReached_byTab()
    {
        m_window->resize(480, 420);
        m_choices.proxy.kind = ProxyKind::Socks5;
        page()->openAt(SettingsPart::Look);
        QApplication::processEvents();
        QSet<QString> reached;
        for (int i = 0; i < 20; ++i) {
            QWidget* now = QApplication::focusWidget();
            reached.insert(now->objectName());
            QTRY_VERIFY(!now->visibleRegion().isEmpty()); // scrolled to
            QVERIFY(now->mapTo(m_window.get(), QPoint()).x() + now->width() <= 480);
            QTest::keyClick(now, Qt::Key_Tab);
        }
        for (const char* name : {"themeChoice", "languageChoice", "proxyChoice", "proxyHostEdit",
                                 "proxyPortEdit", "typingHintsTick", "endedPageChoice", "settingsPageClose"})
            QVERIFY2(reached.contains(QLatin1String(name)), name);
    }

    void wheel_changesNothing()
    {
        page()->openAt(SettingsPart::Look);
        const QPoint middle = box("themeChoice")->rect().center();
        QWheelEvent turn(middle, box("themeChoice")->mapToGlobal(middle), {}, {0, -120}, Qt::NoButton,
                         Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(box("themeChoice"), &turn);
        QCOMPARE(m_chosen, 0);
    }

private:
    [[nodiscard]] SettingsPanel* page() const
    {
        return m_window->panels()->settings();
    }
    [[nodiscard]] ChoiceBox* box(const char* name) const
    {
        return named<ChoiceBox>(page(), name);
    }
    [[nodiscard]] QLineEdit* edit(const char* name) const
    {
        return named<QLineEdit>(page(), name);
    }
    void choose(const char* name, const QVariant& value) const
    {
        box(name)->setCurrentIndex(box(name)->findData(value));
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<MainWindow> m_window;
    SettingsChoices m_choices;
    int m_chosen{0};
};

QTEST_MAIN(SettingsPanelTest)
#include "SettingsPanelTest.moc"
