// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page of a conversation: header, messages, who types, how it ended, composer.

#include "client/model/ChatTypes.h"
#include "client/model/Message.h"
#include "client/view/ReportButtons.h"

#include <QWidget>

#include <optional>

class QToolButton;

namespace chatmet::client {

class ChatHeader;
class Composer;
class EndedCard;
class MessageListModel;
class MessageListView;
class ChatBanner;
class SearchBar;
struct PictureSource;
class Theme;
class TypingIndicator;

class ChatView : public QWidget
{
    Q_OBJECT

public:
    explicit ChatView(const Theme& theme, QWidget* parent = nullptr);

    /// A MessageListModel that outlives this.
    void setMessages(MessageListModel* model);
    /// A living conversation: names are plain text, checked by the model. Takes away what an ended one
    /// showed.
    void setPartner(const QString& name, const QStringList& sharedTopics);
    /// Before anything else: the page of a room, under a header of its own, which becomes a child. Its title
    /// is what setPartner() says.
    void useForRoom(QWidget* header);
    /// In a room: who writes. Plain text.
    void setTyping(const QStringList& names);
    /// The page of a conversation that is over; nothing that belongs to a living one stays.
    void setEnded(EndCause cause);
    /// What may be said of the partner, and what was.
    void setFacts(const PartnerFacts& facts);
    void setSeal(SealState state);
    void setErasesIn(int seconds);
    void setPartnerTyping(bool typing);
    /// seconds: until the next attempt, 0 while one is under way; negative: the line is up.
    void setReconnecting(int seconds);
    /// Seconds for which the partner's line is still waited for; less than 0: it is there. One's own line
    /// goes before.
    void setPartnerAway(int seconds);
    /// Seconds in which Next can be taken back; less than 0: it isn't pending. Goes before both.
    void setLeavingIn(int seconds);
    /// Who is met here, or the room's title; empty where nobody is.
    [[nodiscard]] const QString& partner() const { return m_partner; }
    [[nodiscard]] bool isLeaving() const { return m_leavingSeconds >= 0; }
    /// After everything of a conversation was erased: the composer forgets as well.
    void clear();

    [[nodiscard]] Composer* composer() const { return m_composer; }
    [[nodiscard]] MessageListView* list() const { return m_list; }
    [[nodiscard]] QToolButton* menuButton() const;
    void focusFirst();
    /// Ctrl+F. Closed and emptied when the conversation ends or is erased.
    [[nodiscard]] SearchBar* search() const { return m_search; }

    /// Whether pictures are asked for without a click; a living conversation begins without.
    void setPicturesAtOnce(bool on);
    [[nodiscard]] bool picturesAtOnce() const { return m_picturesAtOnce; }
    /// Its parts, from the top: header, banner, search, messages, how it ended, composer.
    [[nodiscard]] QList<QWidget*> panes() const;

    /// The row that the next message answers; MessageKey{0}: none.
    [[nodiscard]] MessageKey replyTo() const { return m_replyTo; }
    /// Answers the row that has the focus, else the partner's newest.
    void reply();
    void clearReply();
    /// The list of reasons for a report.
    void openReasons();

    /// Asks for the newest picture that waits for a click; false where there is none.
    bool showNewestPicture();
    /// The next (step 1) or previous (step -1) picture that is seen, from key on.
    [[nodiscard]] std::optional<MessageKey> pictureBeside(MessageKey key, int step) const;
    /// Valid until the messages change; nullptr where there is none (any more).
    [[nodiscard]] const Message* find(MessageKey key) const;
    /// The whole picture as a file; empty where there is none (any more).
    [[nodiscard]] QByteArray fileOf(MessageKey key) const;

Q_SIGNALS:
    void sendRequested(const QString& text);
    void composingChanged(bool composing);
    void leaveRequested();
    void nextRequested();
    void compareEmojiRequested();
    void eraseNowRequested();
    void meetRequested();
    void tryNowRequested();
    void undoNextRequested();
    void retryRequested(chatmet::client::MessageKey key);
    void showPictureRequested(chatmet::client::MessageKey key);
    void declinePictureRequested(chatmet::client::MessageKey key);
    void cancelPictureRequested(chatmet::client::MessageKey key);
    void viewPictureRequested(chatmet::client::MessageKey key);
    void picturesAtOnceRequested(bool on);
    void picturesAtOnceChanged(bool on);
    void takeBackRequested(chatmet::client::MessageKey key);
    void reportRequested(chatmet::protocol::ReportReason reason);
    /// The list of reasons was closed without choosing one.
    void noReasonChosen();
    void blockRequested();
    void choosePictureRequested();
    void openLinkRequested(const QString& link);
    /// A picture to send: bytes of a file as it lies on the disk, or pixels of a clipboard; to be cleaned
    /// first.
    void pictureBytesGiven(const QByteArray& bytes);
    void pictureImageGiven(const QImage& image);

public Q_SLOTS:
    /// Takes what was pasted, dropped or chosen, or says why not.
    void take(const chatmet::client::PictureSource& source);

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void connectParts();
    void fitEnd();
    /// Nothing goes to who is left, or has left.
    [[nodiscard]] bool takesPictures() const { return !m_isEnded && !isLeaving(); }
    void showBanner();
    void replyToMessage(MessageKey key);
    /// Nothing is answered that is not here any more.
    void checkReply();

    ChatHeader* m_header;
    QWidget* m_roomHeader{nullptr};
    ChatBanner* m_banner;
    int m_reconnectingSeconds{-1};
    int m_partnerAwaySeconds{-1};
    int m_leavingSeconds{-1};
    MessageListView* m_list;
    SearchBar* m_search;
    TypingIndicator* m_typing;
    EndedCard* m_ended;
    Composer* m_composer;
    QString m_partner;
    MessageKey m_replyTo{};
    int m_lowBelow{0}; ///< pixels
    bool m_isEnded{false};
    bool m_isRoom{false};
    bool m_picturesAtOnce{false};
};

} // namespace chatmet::client
