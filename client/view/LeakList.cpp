// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/LeakList.h"

#include "client/view/Icons.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QPainter>
#include <QVBoxLayout>

namespace chatmet::client {

namespace {

/// The sign before a line; drawn each time, so that it follows the theme.
class Sign : public QWidget
{
public:
    Sign(const Theme& theme, bool sheltered)
        : m_icon(themedIcon(theme, sheltered ? QStringLiteral("check") : QStringLiteral("warning"),
                            sheltered ? &ThemeColors::ok : &ThemeColors::warn))
    {
        setFixedSize(theme.px(16), theme.px(18));
    }

protected:
    void paintEvent(QPaintEvent*) override
    {
        QPainter painter(this);
        m_icon.paint(&painter, rect());
    }

private:
    QIcon m_icon;
};

} // namespace

LeakList::LeakList(const Theme& theme, QWidget* parent)
    : QWidget(parent), m_theme(theme), m_lines(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("leakList"));
    m_lines->setContentsMargins(0, 0, 0, 0);
}

void LeakList::setFacts(const QList<LeakFact>& facts)
{
    if (m_shown != nullptr && facts == m_facts)
        return;
    m_facts = facts;
    delete m_shown;
    m_shown = new QWidget;
    auto* lines = new QVBoxLayout(m_shown);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(m_theme.px(5));
    for (const bool sheltered : {false, true}) {
        for (const LeakFact& fact : facts) {
            if (fact.sheltered != sheltered)
                continue;
            auto* line = new QHBoxLayout;
            line->setSpacing(m_theme.px(6));
            auto* words = (new PlainLabel(fact.text))->wrapped()->named(QStringLiteral("leakFact"));
            words->setProperty("role", QStringLiteral("leak"));
            words->setAccessibleName(sheltered ? tr("Sheltered: %1").arg(fact.text)
                                               : tr("Can leak: %1").arg(fact.text));
            line->addWidget(new Sign(m_theme, sheltered), 0, Qt::AlignTop);
            line->addWidget(words, 1);
            lines->addLayout(line);
        }
    }
    m_lines->addWidget(m_shown);
    m_shown->show(); // Qt would do it later, and a layout passes over what is hidden until then
}

} // namespace chatmet::client
