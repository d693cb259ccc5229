// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The privacy panel says what it is told, in plain words, and nothing that was true a moment ago.
#include "client/view/PrivacyPanel.h"

#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>

using namespace chatmet::client;

class PrivacyPanelTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void leaks_facts_areListedWithWhatLeaksFirst()
    {
        PrivacyPanel panel(*m_theme);
        panel.setLeakFacts(
            {{QStringLiteral("no core dumps"), true}, {QStringLiteral("swap is there"), false}});
        QCOMPARE(leaks(panel), QStringList({QStringLiteral("Can leak: swap is there"),
                                            QStringLiteral("Sheltered: no core dumps")}));
    }

    void leaks_newFacts_replaceTheOldOnes()
    {
        PrivacyPanel panel(*m_theme);
        panel.setLeakFacts({{QStringLiteral("swap is there"), false}});
        panel.setLeakFacts({{QStringLiteral("no swap"), true}});
        QCOMPARE(leaks(panel), QStringList(QStringLiteral("Sheltered: no swap")));
    }

private:
    static QStringList leaks(const PrivacyPanel& panel)
    {
        QStringList said;
        for (const PlainLabel* label : panel.findChildren<PlainLabel*>(QStringLiteral("leakFact")))
            said.append(label->accessibleName());
        return said;
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(PrivacyPanelTest)
#include "PrivacyPanelTest.moc"
