// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/EmojiCheckPanel.h"

#include "client/model/TextRules.h"
#include "client/view/Buttons.h"
#include "client/view/CheckEmojiNames.h"
#include "client/view/PageScroll.h"
#include "client/view/PlainLabel.h"
#include "client/view/Theme.h"
#include "common/seal/CheckEmoji.h"

#include <QGridLayout>
#include <QPushButton>

namespace chatmet::client {

namespace {

constexpr int columns = 4; // in two rows they are large enough to be seen from a second screen

} // namespace

EmojiCheckPanel::EmojiCheckPanel(const Theme& theme, QWidget* parent)
    : Overlay(theme, parent, false),
      m_scroll(new PageScroll),
      m_inside(new ScrolledPage),
      m_said((new PlainLabel({}, QStringLiteral("muted")))->wrapped()->named(QStringLiteral("emojiSaid"))),
      m_match(textButton(QStringLiteral("emojiMatchButton"), tr("They match"), QStringLiteral("primary"))),
      m_differ(textButton(QStringLiteral("emojiDifferButton"), tr("They differ"))),
      m_close(textButton(QStringLiteral("emojiCloseButton"), tr("Close")))
{
    setObjectName(QStringLiteral("emojiCheckPanel"));
    setAccessibleName(tr("Compare seven emoji"));
    auto* layout = new QVBoxLayout(panel());
    layout->setContentsMargins(theme.px(22), theme.px(18), theme.px(22), theme.px(16));
    layout->setSpacing(theme.px(10));
    layout->addWidget(new PlainLabel(tr("Compare seven emoji"), QStringLiteral("heading")));
    auto* words = new QVBoxLayout(m_inside);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(theme.px(10));
    m_inside->setProperty("role", QStringLiteral("surface"));
    m_scroll->setObjectName(QStringLiteral("emojiScroll"));
    m_scroll->setAccessibleName(tr("Compare seven emoji"));
    m_scroll->setProperty("ring", true);
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setWidget(m_inside);
    words->addWidget(
        (new PlainLabel(
             tr("Read them to each other by voice, or hold your screens side by side, but not in "
                "this chat. If all seven are the same in the same order, nobody sits between you."),
             QStringLiteral("muted")))
            ->wrapped());
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(6));
    for (int i = 0; i < static_cast<int>(seal::checkEmojiCount); ++i) {
        m_emoji.append(
            (new PlainLabel({}, QStringLiteral("emoji")))->named(QStringLiteral("checkEmoji%1").arg(i)));
        m_names.append(
            (new PlainLabel({}, QStringLiteral("small")))->named(QStringLiteral("checkEmojiName%1").arg(i)));
        for (PlainLabel* label : {m_emoji.last(), m_names.last()})
            label->setAlignment(Qt::AlignCenter);
        grid->addWidget(m_emoji.last(), i / columns * 2, i % columns);
        grid->addWidget(m_names.last(), i / columns * 2 + 1, i % columns);
    }
    words->addLayout(grid);
    words->addWidget(m_said);
    layout->addWidget(m_scroll);
    auto* answers = new QHBoxLayout;
    answers->addWidget(m_match);
    answers->addWidget(m_differ);
    answers->addStretch(1);
    m_buttons = new QBoxLayout(QBoxLayout::LeftToRight);
    m_buttons->addLayout(answers, 1);
    m_buttons->addWidget(m_close, 0, Qt::AlignTrailing);
    layout->addLayout(m_buttons);
    connect(this, &Overlay::opened, this, &EmojiCheckPanel::fit); // its fonts are known once it is seen
    connect(m_match, &QPushButton::clicked, this, [this] { Q_EMIT said(true); });
    connect(m_differ, &QPushButton::clicked, this, [this] { Q_EMIT said(false); });
    connect(m_close, &QPushButton::clicked, this, &Overlay::close);
}

void EmojiCheckPanel::setCheck(const QString& partner, const seal::EmojiIndices& emoji, EmojiWord own,
                               EmojiWord partners)
{
    for (qsizetype i = 0; i < m_emoji.size(); ++i) {
        const std::uint8_t index = emoji[static_cast<std::size_t>(i)];
        const std::string_view sign = seal::checkEmoji(index).emoji;
        m_emoji[i]->setShown(QString::fromUtf8(sign.data(), static_cast<qsizetype>(sign.size())));
        m_names[i]->setShown(checkEmojiName(index));
    }
    const bool wasFocused = m_match->hasFocus() || m_differ->hasFocus();
    m_match->setEnabled(own == EmojiWord::None);
    m_differ->setEnabled(own == EmojiWord::None);
    if (wasFocused && own != EmojiWord::None)
        m_close->setFocus();
    say(partner, own, partners);
}

void EmojiCheckPanel::say(const QString& partner, EmojiWord own, EmojiWord partners)
{
    QString words;
    if (own == EmojiWord::Differ || partners == EmojiWord::Differ)
        words = tr("They differ: somebody may be reading along. Leave this conversation.");
    else if (own == EmojiWord::Match && partners == EmojiWord::Match)
        words = tr("You have both said that they match. This conversation is verified.");
    else if (own == EmojiWord::Match)
        words = tr("You have said that they match. %1 has not said so yet.").arg(isolated(partner));
    else if (partners == EmojiWord::Match)
        words = tr("%1 has said that they match. What do you see?").arg(isolated(partner));
    else
        words = tr("Neither of you has said anything yet.");
    m_said->setShown(words);
    fit();
}

void EmojiCheckPanel::clear()
{
    if (!isHidden())
        close();
    for (PlainLabel* label : m_emoji + m_names)
        label->setShown({});
    m_said->setShown({});
}

QWidget* EmojiCheckPanel::firstFocus()
{
    return m_close; // so that nobody says by one Enter too many what was never compared
}

void EmojiCheckPanel::resizeEvent(QResizeEvent* event)
{
    Overlay::resizeEvent(event);
    fit();
}

/// As high as its words, or as the window lets it be: then they scroll, and the buttons stay in sight.
void EmojiCheckPanel::fit()
{
    const int around = 2 * m_theme.px(16);
    panel()->setFixedWidth(qMin(m_theme.px(456), width() - around));
    const QMargins margins = panel()->layout()->contentsMargins();
    const int room = panel()->width() - margins.left() - margins.right();
    const int side = m_match->sizeHint().width() + m_differ->sizeHint().width() +
                     m_close->sizeHint().width() + 2 * m_buttons->spacing();
    m_buttons->setDirection(side > room ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_scroll->setFixedHeight(0);
    panel()->layout()->activate(); // how wide the words may be within all edges is known then
    const int wanted =
        m_inside->heightForWidth(m_scroll->maximumViewportSize().width()) + 2 * m_scroll->frameWidth();
    const int rest = panel()->layout()->totalMinimumSize().height();
    const int possible = qMax(height() - around - rest, m_theme.px(48));
    m_scroll->setFixedHeight(qMin(wanted, possible));
    m_scroll->setFocusPolicy(wanted > possible ? Qt::StrongFocus : Qt::NoFocus); // arrow keys scroll
}

} // namespace chatmet::client
