// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/PrivacyPanel.h"

#include "client/model/Numbers.h"
#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/HoldingsTable.h"
#include "client/view/LeakList.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"

#include <QKeyEvent>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace chatmet::client {

namespace {

constexpr int clockMs = 1'000;
constexpr qint64 liveMs = 6'000; ///< older than three questions, it is not live any more

} // namespace

PrivacyPanel::PrivacyPanel(const Theme& theme, QWidget* parent) : QWidget(parent), m_theme(theme)
{
    setObjectName(QStringLiteral("privacyPanel"));
    setProperty("role", QStringLiteral("page"));
    QBoxLayout* page = buildPage();
    page->addLayout(buildHead());
    page->addWidget(buildMemory());
    m_cards = new QBoxLayout(QBoxLayout::LeftToRight);
    m_cards->setSpacing(theme.px(18));
    m_cards->addWidget(buildDisk(), 1);
    m_cards->addWidget(buildComputer(), 1);
    page->addLayout(m_cards);
    page->addStretch(1);
    m_clock.setInterval(clockMs);
    connect(&m_clock, &QTimer::timeout, this, &PrivacyPanel::sayHeard);
    setServer({});
    setHoldings(HoldingsWatch::State::Off, {});
}

QBoxLayout* PrivacyPanel::buildPage()
{
    m_scroll = new PageScroll;
    m_scroll->setObjectName(QStringLiteral("privacyScroll"));
    m_scroll->setAccessibleName(tr("Privacy"));
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::StrongFocus); // arrow keys scroll
    m_scroll->setProperty("ring", true);
    auto* outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_scroll);
    auto* inside = new ScrolledPage;
    inside->setProperty("role", QStringLiteral("page"));
    m_page = new QVBoxLayout(inside);
    m_page->setSpacing(m_theme.px(14));
    m_scroll->setWidget(inside);
    return m_page;
}

QBoxLayout* PrivacyPanel::buildHead()
{
    auto* head = new QHBoxLayout;
    head->setSpacing(m_theme.px(8));
    m_menu = iconButton(m_theme, QStringLiteral("privacyMenuButton"), QStringLiteral("menu"), tr("Menu"));
    m_menu->setPopupMode(QToolButton::InstantPopup);
    m_menu->hide();
    m_heard = (new PlainLabel({}, QStringLiteral("live")))->named(QStringLiteral("heardChip"));
    QToolButton* close =
        iconButton(m_theme, QStringLiteral("closePrivacyButton"), QStringLiteral("close"), tr("Close (Esc)"));
    head->addWidget(m_menu, 0, Qt::AlignTop);
    head->addWidget(
        (new PlainLabel(tr("What the server says it holds about you"), QStringLiteral("title")))->wrapped(),
        1);
    head->addWidget(m_heard, 0, Qt::AlignVCenter);
    head->addWidget(close, 0, Qt::AlignTop);
    connect(close, &QToolButton::clicked, this, &PrivacyPanel::closeRequested);
    return head;
}

QFrame* PrivacyPanel::card(const QString& objectName) const
{
    auto* frame = new QFrame;
    frame->setObjectName(objectName);
    frame->setProperty("role", QStringLiteral("card"));
    auto* layout = new QVBoxLayout(frame);
    layout->setContentsMargins(m_theme.px(18), m_theme.px(14), m_theme.px(18), m_theme.px(14));
    layout->setSpacing(m_theme.px(8));
    return frame;
}

QFrame* PrivacyPanel::buildMemory()
{
    QFrame* frame = card(QStringLiteral("memoryCard"));
    m_table = new HoldingsTable(m_theme);
    m_nothing =
        (new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("nothingHeard"));
    m_every = textButton(QStringLiteral("everyFieldButton"), {}, QStringLiteral("link"));
    m_every->setCheckable(true);
    frame->layout()->addWidget(m_table);
    frame->layout()->addWidget(m_nothing);
    frame->layout()->addWidget(m_every);
    frame->layout()->setAlignment(m_every, Qt::AlignLeading);
    connect(m_every, &QPushButton::toggled, this, &PrivacyPanel::showLines);
    return frame;
}

QFrame* PrivacyPanel::buildDisk()
{
    QFrame* frame = card(QStringLiteral("diskCard"));
    m_disk = (new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("diskWords"));
    QPushButton* means = textButton(QStringLiteral("anonymousButton"), tr("What anonymous means here"),
                                    QStringLiteral("link"));
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->addWidget(new PlainLabel(tr("On the server’s disk"), QStringLiteral("heading")));
    layout->addWidget(m_disk);
    layout->addStretch(1);
    layout->addWidget(means, 0, Qt::AlignLeading);
    connect(means, &QPushButton::clicked, this, &PrivacyPanel::anonymousRequested);
    return frame;
}

QFrame* PrivacyPanel::buildComputer()
{
    QFrame* frame = card(QStringLiteral("computerCard"));
    m_leaks = new LeakList(m_theme);
    auto* layout = static_cast<QVBoxLayout*>(frame->layout());
    layout->addWidget(new PlainLabel(tr("On this computer"), QStringLiteral("heading")));
    layout->addWidget(m_leaks);
    layout->addStretch(1);
    return frame;
}

void PrivacyPanel::setHoldings(HoldingsWatch::State state, const QList<protocol::Holding>& holdings)
{
    m_state = state;
    m_holdings = holdings;
    m_sinceHeard.start();
    showLines();
    sayHeard();
}

void PrivacyPanel::showLines()
{
    const bool every = m_every->isChecked();
    m_table->lines()->setLines(every ? HoldingWords::everyField(m_holdings)
                                     : HoldingWords::summary(m_holdings));
    const bool heard = m_state == HoldingsWatch::State::Heard;
    m_table->setVisible(heard);
    m_every->setVisible(heard);
    m_every->setText(every ? tr("Show it in short")
                           : tr("Show every field (%1)").arg(inDigits(m_holdings.size())));
    switch (m_state) {
    case HoldingsWatch::State::Off:
        m_nothing->setShown(tr("There is no line to the server, so it can’t be asked."));
        break;
    case HoldingsWatch::State::Asking: m_nothing->setShown(tr("The server is being asked.")); break;
    case HoldingsWatch::State::NotTold:
        m_nothing->setShown(tr("This server does not say what it holds."));
        break;
    case HoldingsWatch::State::Heard: break;
    }
    m_nothing->setVisible(!heard);
}

void PrivacyPanel::sayHeard()
{
    const qint64 agoMs = m_sinceHeard.elapsed();
    const bool heard = m_state == HoldingsWatch::State::Heard;
    m_heard->setVisible(heard);
    if (!heard)
        return;
    const QString ago = HoldingWords::age(agoMs);
    m_heard->setShown(agoMs < liveMs ? tr("live, %1 ago").arg(ago) : tr("%1 ago").arg(ago));
    m_table->lines()->setHeardMs(agoMs);
}

void PrivacyPanel::setServer(const std::optional<ServerCard>& card)
{
    if (!card)
        return m_disk->setShown(tr("The server has not said yet what it keeps."));
    if (card->logDays == 0)
        return m_disk->setShown(tr("Nothing. This server says it keeps no access log."));
    const QString line =
        card->logTruncated
            ? tr("One line: the beginning of your address, the time to the minute, “ChatMet %1”, your "
                 "operating "
                 "system.")
            : tr("One line: your address, the time to the minute, “ChatMet %1”, your operating system.");
    const QString until = card->logDays == 1 ? tr("Deleted after a day.")
                                             : tr("Deleted after %1 days.").arg(inDigits(card->logDays));
    QStringList words{line.arg(QStringLiteral(CHATMET_VERSION)), until,
                      tr("It names no partner; when few people are online, times can suggest one.")};
    if (!card->logBasis.isEmpty())
        words.append(tr("Why it may be kept for so long: %1").arg(isolated(card->logBasis)));
    m_disk->setShown(words.join(u' '));
}

void PrivacyPanel::setLeakFacts(const QList<LeakFact>& facts)
{
    m_leaks->setFacts(facts);
    fit();
}

void PrivacyPanel::focusFirst()
{
    m_scroll->setFocus();
}

void PrivacyPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (event->spontaneous())
        return;
    m_clock.start();
    Q_EMIT watchedChanged(true);
}

void PrivacyPanel::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous())
        return;
    m_clock.stop();
    Q_EMIT watchedChanged(false);
}

void PrivacyPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fit();
}

/// The lower cards stand beside each other where there is room for all of their words.
void PrivacyPanel::fit()
{
    const int side = qMax(m_theme.px(width() < m_theme.px(narrowPageBelow) ? 18 : 34),
                          (width() - m_theme.px(pageColumnMax)) / 2);
    m_page->setContentsMargins(side, m_theme.px(24), side, m_theme.px(24));
    const int around = m_scroll->verticalScrollBar()->sizeHint().width() + 2 * m_scroll->frameWidth();
    int wanted = around + 2 * side + m_cards->spacing();
    for (int card = 0; card < m_cards->count(); ++card)
        wanted += m_cards->itemAt(card)->widget()->minimumSizeHint().width();
    const bool isTight = width() < qMax(wanted, m_theme.px(narrowPageBelow));
    m_cards->setDirection(isTight ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void PrivacyPanel::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace chatmet::client
