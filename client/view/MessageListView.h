// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The list of messages: stays at the newest where it is there, copies what is selected, says what is clicked.

#include "client/model/Message.h"
#include "client/view/MessageLayout.h"

#include <QListView>
#include <QPointer>

#include <functional>

class QMenu;
class QPushButton;

namespace chatmet::client {

class MessageDelegate;
class MessageListModel;
class Theme;

/// A QListView, so that screen readers get its rows: Qt finds its accessible interface by this class.
class MessageListView : public QListView
{
    Q_OBJECT

public:
    explicit MessageListView(const Theme& theme, QWidget* parent = nullptr);

    /// A MessageListModel that outlives this.
    void setMessages(MessageListModel* model);
    [[nodiscard]] MessageListModel* messages() const { return m_messages; }
    [[nodiscard]] bool isAtBottom() const;
    void goToBottom();

    /// Whether links can be opened besides being copied: never while a proxy is set, which a browser goes
    /// around.
    void setOffersBrowser(bool offers) { m_offersBrowser = offers; }
    [[nodiscard]] bool offersBrowser() const { return m_offersBrowser; }

    /// Off: nobody is there to read an answer.
    void setOffersReply(bool offers) { m_offersReply = offers; }
    /// Which own messages can be taken back; a rule of the state's.
    void setMayTakeBack(std::function<bool(MessageKey)> mayTakeBack)
    {
        m_mayTakeBack = std::move(mayTakeBack);
    }
    /// A message that the server has, in a conversation that goes on.
    [[nodiscard]] bool mayReplyTo(MessageKey key) const;
    /// Of the row that has the focus; MessageKey{0}: none.
    [[nodiscard]] MessageKey currentKey() const;
    /// Brings the row into view and selects it; nothing where it is gone.
    void goTo(MessageKey key);

    /// Selected rows as plain text, oldest first, one line break between them; notices are left out.
    [[nodiscard]] QString selectedText() const;
    void copySelected();

    /// Where a part of a row stands in the viewport; null where it has none.
    [[nodiscard]] QRect rectOf(MessageKey key, RowPart part) const;

    void doItemsLayout() override;

Q_SIGNALS:
    void retryRequested(chatmet::client::MessageKey key);
    void showRequested(chatmet::client::MessageKey key);
    void notNowRequested(chatmet::client::MessageKey key);
    void cancelRequested(chatmet::client::MessageKey key);
    /// A picture that is seen was clicked.
    void viewRequested(chatmet::client::MessageKey key);
    /// mayReplyTo() holds.
    void replyRequested(chatmet::client::MessageKey key);
    /// Erases it for both.
    void takeBackRequested(chatmet::client::MessageKey key);
    /// The person wants it in the browser, and was told what that means.
    void openLinkRequested(const QString& link);
    /// A letter, not a command.
    void typed(const QString& text);

protected:
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    struct Target
    {
        QModelIndex index;
        RowPart part{RowPart::None};
        QString link;
    };
    [[nodiscard]] Target targetAt(const QPoint& point) const;
    void act(const Target& target);
    /// What Enter does on a row.
    [[nodiscard]] RowPart firstPart(const QModelIndex& index) const;
    /// For one message; closed at the latest when that is taken back or the conversation erased.
    QMenu* newMenu(const QString& name, MessageKey key);
    void offerLink(MessageKey key, const QString& link, const QPoint& at);
    /// which: "2" for the second of several; empty for the first.
    void addLinkActions(QMenu* menu, const QString& link, const QString& which);
    void addRowActions(QMenu* menu, const QModelIndex& index);
    void addTalkActions(QMenu* menu, const Message& message);
    void rowChanged(int row);
    [[nodiscard]] bool isBubbleAt(const Target& target, const QMouseEvent& event) const;
    /// What was opened for a row that is no message any more.
    void closeWhatShows(MessageKey key);
    [[nodiscard]] QModelIndex indexOf(MessageKey key) const;
    /// Measures what is seen; true where something was not as high as estimated.
    bool makeSeenExact();
    /// Measures what will be seen at the bottom, before the rows are placed: they are then placed once.
    void makeNewestExact();
    void scrolled();
    void placeNewMessages();
    void forgetAll();

    const Theme& m_theme;
    MessageDelegate* m_delegate;
    MessageListModel* m_messages{nullptr};
    QPushButton* m_newMessages;
    Target m_pressed;
    QPointer<QMenu> m_menu; ///< the one that is open
    MessageKey m_menuKey{};
    std::function<bool(MessageKey)> m_mayTakeBack;
    bool m_offersReply{true};
    bool m_follows{true}; ///< stays at the newest
    bool m_offersBrowser{false};
    bool m_layingOut{false};
    bool m_layoutWaits{false}; ///< rows will be placed anyway, in this turn of the event loop
};

} // namespace chatmet::client
