// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The list of messages: stays at the newest where it is there, copies what is selected, says what is clicked.

#include "client/model/Message.h"
#include "client/view/LongListView.h"
#include "client/view/MessageLayout.h"

#include <functional>

class QPushButton;

namespace chatmet::client {

class DayWatch;
class MessageActs;
class MessageDelegate;
class MessageListModel;
class MessageMenus;
class MessagePointer;
class MessageSelector;
class Theme;
class UnreadLine;

/// A QListView, so that screen readers get its rows: Qt finds its accessible interface by this class.
class MessageListView : public LongListView
{
    Q_OBJECT

public:
    explicit MessageListView(const Theme& theme, QWidget* parent = nullptr);

    /// A MessageListModel that outlives this.
    void setMessages(MessageListModel* model);
    [[nodiscard]] MessageListModel* messages() const { return m_messages; }
    [[nodiscard]] bool isAtBottom() const;
    void goToBottom();
    /// Which messages are new, and the line above them.
    [[nodiscard]] UnreadLine* unreadLine() const { return m_unread; }

    /// By which days are separated.
    [[nodiscard]] DayWatch* days() const { return m_days; }

    /// Whether links can be opened besides being copied: never while a proxy is set, which a browser goes
    /// around.
    void setOffersBrowser(bool offers);
    [[nodiscard]] bool offersBrowser() const;

    /// Off: the conversation has ended, nobody is there to read an answer. Text that is selected is so no
    /// more.
    void setOffersReply(bool offers);
    /// Which own messages can be taken back; a rule of the state's.
    void setMayTakeBack(std::function<bool(MessageKey)> mayTakeBack)
    {
        m_mayTakeBack = std::move(mayTakeBack);
    }
    [[nodiscard]] bool mayTakeBack(MessageKey key) const { return m_mayTakeBack && m_mayTakeBack(key); }
    /// A message that the server has, in a conversation that goes on.
    [[nodiscard]] bool mayReplyTo(MessageKey key) const;
    /// Of the row that has the focus; MessageKey{0}: none.
    [[nodiscard]] MessageKey currentKey() const;
    /// Brings the row into view and selects it; nothing where it is gone.
    void goTo(MessageKey key);

    /// What is selected as plain text, oldest first: characters, or rows where there are none. "name: text"
    /// where there are several messages; notices are left out.
    [[nodiscard]] QString selectedText() const;
    void copySelected();

    /// Where a part of a row stands in the viewport; null where it has none.
    [[nodiscard]] QRect rectOf(MessageKey key, RowPart part) const;
    /// Of a row of the model. Valid until the next call.
    [[nodiscard]] const MessageLayout& layoutOf(const QModelIndex& index) const;
    /// What can be done with the rows, for the menus and the mouse.
    [[nodiscard]] MessageActs* acts() const { return m_acts; }

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
    /// Search is chosen in a menu.
    void searchRequested();
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
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    void rowChanged(int row);
    /// What was opened for a row that is no message any more.
    void closeWhatShows(MessageKey key);
    [[nodiscard]] QModelIndex indexOf(MessageKey key) const;
    /// True where its height is another than it was.
    bool makeExact(const QModelIndex& index);
    /// Measures what is seen; true where something was not as high as estimated.
    bool makeSeenExact();
    /// Measures what will be seen at the bottom, before the rows are placed: they are then placed once.
    void makeNewestExact();
    void scrolled();
    void countNewMessages();
    void showNewMessages();
    void placeNewMessages();
    void forgetAll();
    void forgetLayouts();

    const Theme& m_theme;
    MessageDelegate* m_delegate;
    MessageSelector* m_selector;
    MessageMenus* m_menus;
    MessageActs* m_acts;
    MessagePointer* m_pointer;
    MessageListModel* m_messages{nullptr};
    QPushButton* m_newMessages;
    UnreadLine* m_unread;
    DayWatch* m_days;
    std::function<bool(MessageKey)> m_mayTakeBack;
    bool m_offersReply{true};
    bool m_follows{true}; ///< stays at the newest
    bool m_layingOut{false};
    bool m_layoutWaits{false}; ///< rows will be placed anyway, in this turn of the event loop
};

} // namespace chatmet::client
