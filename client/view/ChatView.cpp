// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/ChatView.h"

#include "client/model/MessageListModel.h"
#include "client/model/MessageWords.h"
#include "client/model/TextRules.h"
#include "client/view/ChatBanner.h"
#include "client/view/ChatHeader.h"
#include "client/view/Composer.h"
#include "client/view/EndedCard.h"
#include "client/view/MessageListView.h"
#include "client/view/PictureSource.h"
#include "client/view/SearchBar.h"
#include "client/view/Theme.h"
#include "client/view/TypingIndicator.h"

#include <QDragEnterEvent>
#include <QKeyEvent>
#include <QMimeData>
#include <QVBoxLayout>

#include <utility>

namespace chatmet::client {

ChatView::ChatView(const Theme& theme, QWidget* parent)
    : QWidget(parent),
      m_header(new ChatHeader(theme)),
      m_banner(new ChatBanner(theme)),
      m_list(new MessageListView(theme)),
      m_search(new SearchBar(theme, m_list)),
      m_typing(new TypingIndicator(theme)),
      m_ended(new EndedCard(theme)),
      m_composer(new Composer(theme))
{
    setObjectName(QStringLiteral("chatView"));
    setProperty("role", QStringLiteral("page"));
    setAcceptDrops(true);
    // Drops anywhere on the page are its own, so no child may take or refuse them.
    for (QWidget* child : {static_cast<QWidget*>(m_list), m_list->viewport()})
        child->setAcceptDrops(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_header);
    layout->addWidget(m_banner);
    layout->addWidget(m_search);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_typing);
    auto* card = new QVBoxLayout;
    card->setContentsMargins(theme.px(18), theme.px(4), theme.px(18), theme.px(10));
    card->addWidget(m_ended);
    layout->addLayout(card);
    layout->addWidget(m_composer);
    m_lowBelow = theme.px(lowWindowBelow);
    m_list->setMinimumHeight(1); // in the lowest window a card about the end goes before
    m_list->setProperty("ring", true);
    m_list->installEventFilter(this);
    connectParts();
    setReconnecting(-1);
    setPartner({}, {});
}

void ChatView::connectParts()
{
    connect(m_header, &ChatHeader::leaveRequested, this, &ChatView::leaveRequested);
    connect(m_header, &ChatHeader::nextRequested, this, &ChatView::nextRequested);
    connect(m_header, &ChatHeader::compareRequested, this, &ChatView::compareEmojiRequested);
    connect(m_header, &ChatHeader::reportRequested, this, &ChatView::reportRequested);
    connect(m_header, &ChatHeader::noReasonChosen, this, &ChatView::noReasonChosen);
    connect(m_header, &ChatHeader::blockRequested, this, &ChatView::blockRequested);
    connect(m_header, &ChatHeader::focusWanted, this, &ChatView::focusFirst);
    connect(m_ended, &EndedCard::reportRequested, this, &ChatView::reportRequested);
    connect(m_ended, &EndedCard::blockRequested, this, &ChatView::blockRequested);
    connect(m_list, &MessageListView::replyRequested, this, &ChatView::replyToMessage);
    connect(m_list, &MessageListView::takeBackRequested, this, &ChatView::takeBackRequested);
    connect(m_composer, &Composer::replyCancelled, this, &ChatView::clearReply);
    connect(m_banner, &ChatBanner::tryNowRequested, this, &ChatView::tryNowRequested);
    connect(m_banner, &ChatBanner::leaveRequested, this, &ChatView::leaveRequested);
    connect(m_banner, &ChatBanner::undoRequested, this, &ChatView::undoNextRequested);
    connect(m_list, &MessageListView::retryRequested, this, &ChatView::retryRequested);
    connect(m_list, &MessageListView::showRequested, this, &ChatView::showPictureRequested);
    connect(m_list, &MessageListView::notNowRequested, this, &ChatView::declinePictureRequested);
    connect(m_list, &MessageListView::cancelRequested, this, &ChatView::cancelPictureRequested);
    connect(m_list, &MessageListView::viewRequested, this, &ChatView::viewPictureRequested);
    connect(m_list, &MessageListView::openLinkRequested, this, &ChatView::openLinkRequested);
    connect(m_list, &MessageListView::searchRequested, m_search, &SearchBar::open);
    connect(m_search, &SearchBar::focusWanted, this, &ChatView::focusFirst);
    connect(m_composer, &Composer::escapePressed, m_search, &SearchBar::close);
    connect(m_list, &MessageListView::typed, m_composer, &Composer::type);
    connect(m_ended, &EndedCard::eraseNowRequested, this, &ChatView::eraseNowRequested);
    connect(m_ended, &EndedCard::meetRequested, this, &ChatView::meetRequested);
    connect(m_composer, &Composer::sendRequested, this, &ChatView::sendRequested);
    connect(m_composer, &Composer::composingChanged, this, &ChatView::composingChanged);
    connect(m_composer, &Composer::chooseRequested, this, &ChatView::choosePictureRequested);
    connect(m_composer, &Composer::pictureGiven, this,
            [this](const QMimeData* given) { take(PictureSource::from(*given)); });
}

void ChatView::setMessages(MessageListModel* model)
{
    m_list->setMessages(model);
    m_search->setMessages(model);
    connect(model, &QAbstractItemModel::modelReset, this, &ChatView::checkReply);
    connect(model, &QAbstractItemModel::rowsRemoved, this, &ChatView::checkReply);
    connect(model, &QAbstractItemModel::dataChanged, this, &ChatView::checkReply);
}

void ChatView::useForRoom(QWidget* header)
{
    auto* rows = static_cast<QVBoxLayout*>(layout());
    rows->insertWidget(0, header);
    m_header->hide();
    m_roomHeader = header;
    m_isRoom = true;
    m_ended->useForRoom();
}

void ChatView::setTyping(const QStringList& names)
{
    m_typing->setNames(m_isEnded ? QStringList() : names);
}

const Message* ChatView::find(MessageKey key) const
{
    const MessageListModel* model = m_list->messages();
    return model == nullptr ? nullptr : model->find(key);
}

void ChatView::setPartner(const QString& name, const QStringList& sharedTopics)
{
    m_partner = name;
    m_isEnded = false;
    m_header->setPartner(name, sharedTopics);
    m_header->setSeal(SealState::NotSealed); // until the state says more
    m_header->setEnded(false);
    m_list->setOffersReply(true);
    clearReply();
    m_search->close();
    setPicturesAtOnce(false);
    m_typing->setPartner(name);
    m_typing->setTyping(false);
    m_typing->show();
    m_ended->hide();
    fitEnd();
    setPartnerAway(-1);
    setLeavingIn(-1);
    m_composer->setEnabledFor(true);
    m_composer->setPartner(name);
}

void ChatView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    fitEnd();
}

/// In a low window the words about the end take the place of the field in which nothing can be written any
/// more.
void ChatView::fitEnd()
{
    m_composer->setVisible(m_ended->isHidden() || window()->height() >= m_lowBelow);
}

void ChatView::setEnded(EndCause cause)
{
    const bool hadFocus = isVisible() && isAncestorOf(window()->focusWidget());
    m_isEnded = true;
    m_header->setEnded(true);
    m_list->setOffersReply(false);
    clearReply();
    m_search->close();
    setPicturesAtOnce(false);
    m_typing->setTyping(false);
    m_typing->hide();
    m_ended->setEnd(cause, m_partner);
    m_ended->show();
    fitEnd();
    m_composer->setEnabledFor(false);
    setReconnecting(-1);
    setPartnerAway(-1);
    setLeavingIn(-1);
    if (hadFocus)
        m_ended->focusFirst();
}

void ChatView::setPicturesAtOnce(bool on)
{
    if (std::exchange(m_picturesAtOnce, on) != on)
        Q_EMIT picturesAtOnceChanged(on);
}

void ChatView::setFacts(const PartnerFacts& facts)
{
    m_header->setFacts(facts);
    m_ended->setFacts(facts);
}

void ChatView::setSeal(SealState state)
{
    m_header->setSeal(state);
}

void ChatView::setErasesIn(int seconds)
{
    m_ended->setErasesIn(seconds);
}

void ChatView::setPartnerTyping(bool typing)
{
    m_typing->setTyping(typing && !m_isEnded);
}

void ChatView::setReconnecting(int seconds)
{
    m_reconnectingSeconds = seconds;
    showBanner();
}

void ChatView::setPartnerAway(int seconds)
{
    m_partnerAwaySeconds = seconds;
    showBanner();
}

void ChatView::setLeavingIn(int seconds)
{
    const bool isNew = (seconds >= 0) != (m_leavingSeconds >= 0);
    m_leavingSeconds = seconds;
    showBanner();
    if (!isNew)
        return;
    const bool hadFocus = isVisible() && isAncestorOf(window()->focusWidget());
    m_composer->setEnabled(seconds < 0); // nothing is sent meanwhile; a draft stays
    if (m_isEnded)
        return;
    if (hadFocus && seconds >= 0)
        m_banner->focusUndo();
    else if (hadFocus)
        m_composer->setFocus();
}

void ChatView::showBanner()
{
    if (m_leavingSeconds >= 0)
        m_banner->setLeaving(m_partner, m_leavingSeconds);
    else if (m_reconnectingSeconds >= 0)
        m_banner->setOwn(m_reconnectingSeconds);
    else if (m_partnerAwaySeconds >= 0)
        m_banner->setPartner(m_partner, m_partnerAwaySeconds);
    else
        m_banner->clear();
    m_banner->setVisible(m_leavingSeconds >= 0 || m_reconnectingSeconds >= 0 || m_partnerAwaySeconds >= 0);
}

void ChatView::clear()
{
    m_composer->clear();
    setPartner({}, {});
    m_ended->setEnd(EndCause::YouLeft, {});
}

QToolButton* ChatView::menuButton() const
{
    return m_header->menuButton();
}

void ChatView::focusFirst()
{
    if (m_isEnded)
        m_ended->focusFirst();
    else if (isLeaving())
        m_banner->focusUndo();
    else
        m_composer->focusEdit();
}

QList<QWidget*> ChatView::panes() const
{
    QWidget* header = m_roomHeader == nullptr ? m_header : m_roomHeader;
    return {header, m_banner, m_search, m_list, m_ended, m_composer};
}

void ChatView::replyToMessage(MessageKey key)
{
    if (!m_list->mayReplyTo(key) || !m_composer->isEnabled())
        return;
    constexpr qsizetype charactersMax = 160; // more than the line has
    const Message& answered = *m_list->messages()->find(key);
    const QString words = firstWords(MessageWords::quoted(&answered), charactersMax);
    m_replyTo = key;
    m_composer->setReply(
        answered.own
            ? tr("Replying to yourself: %1").arg(words)
            : tr("Replying to %1: %2").arg(isolated(MessageWords::author(answered, m_partner)), words));
    m_composer->focusEdit();
}

void ChatView::reply()
{
    MessageKey key = m_list->hasFocus() ? m_list->currentKey() : MessageKey{};
    const MessageListModel* model = m_list->messages();
    for (int row = model ? model->rowCount() - 1 : -1; row >= 0 && !m_list->mayReplyTo(key); --row) {
        if (!model->message(row).own)
            key = model->message(row).key;
    }
    replyToMessage(key);
}

void ChatView::clearReply()
{
    if (m_replyTo == MessageKey{})
        return;
    const bool hadFocus = m_composer->replyHasFocus();
    m_replyTo = {};
    m_composer->setReply({});
    if (hadFocus)
        m_composer->focusEdit();
}

void ChatView::checkReply()
{
    if (m_replyTo != MessageKey{} && !m_list->mayReplyTo(m_replyTo))
        clearReply();
}

void ChatView::openReasons()
{
    if (m_isEnded)
        m_ended->openReasons();
    else
        m_header->openReasons();
}

void ChatView::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && m_replyTo != MessageKey{})
        clearReply();
    else if (event->key() == Qt::Key_Escape && m_search->isOpen())
        m_search->close();
    else if (event->matches(QKeySequence::FindPrevious))
        m_search->goLater();
    else if (event->matches(QKeySequence::FindNext))
        m_search->goEarlier();
    else
        QWidget::keyPressEvent(event);
}

/// Whoever comes to the messages by key stands at the newest that is seen: Qt would begin with the oldest.
bool ChatView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list && event->type() == QEvent::FocusIn && !m_list->currentIndex().isValid() &&
        m_list->messages() != nullptr) {
        const QModelIndex lowest = m_list->indexAt(m_list->viewport()->rect().bottomLeft() - QPoint(0, 1));
        const QModelIndex last = m_list->messages()->index(m_list->messages()->rowCount() - 1);
        m_list->selectionModel()->setCurrentIndex(lowest.isValid() ? lowest : last,
                                                  QItemSelectionModel::NoUpdate);
    }
    return QWidget::eventFilter(watched, event);
}

bool ChatView::showNewestPicture()
{
    const MessageListModel* model = m_list->messages();
    for (int row = model ? model->rowCount() - 1 : -1; row >= 0; --row) {
        const Message& message = model->message(row);
        const bool waits =
            message.picture == PictureState::Offered || message.picture == PictureState::Declined;
        if (!message.own && message.kind == MessageKind::Picture && waits) {
            Q_EMIT showPictureRequested(message.key);
            return true;
        }
    }
    return false;
}

std::optional<MessageKey> ChatView::pictureBeside(MessageKey key, int step) const
{
    const MessageListModel* model = m_list->messages();
    int row = 0;
    while (model && row < model->rowCount() && model->message(row).key != key)
        ++row;
    for (row += step; model && row >= 0 && row < model->rowCount(); row += step) {
        const Message& message = model->message(row);
        if (message.kind == MessageKind::Picture && !message.preview.isNull())
            return message.key;
    }
    return std::nullopt;
}

QByteArray ChatView::fileOf(MessageKey key) const
{
    const MessageListModel* model = m_list->messages();
    for (int row = model ? model->rowCount() - 1 : -1; row >= 0; --row) {
        if (model->message(row).key == key)
            return model->message(row).file;
    }
    return {};
}

void ChatView::take(const PictureSource& source)
{
    if (!takesPictures())
        return;
    if (!source.problem.isEmpty())
        m_composer->showProblem(source.problem);
    else if (!source.bytes.isEmpty())
        Q_EMIT pictureBytesGiven(source.bytes);
    else
        Q_EMIT pictureImageGiven(source.image);
}

void ChatView::dragEnterEvent(QDragEnterEvent* event)
{
    if (takesPictures() && PictureSource::offers(*event->mimeData()))
        event->acceptProposedAction();
}

void ChatView::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    take(PictureSource::from(*event->mimeData()));
}

} // namespace chatmet::client
