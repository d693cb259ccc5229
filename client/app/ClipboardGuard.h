// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What leaves the program by the clipboard: marked as secret, gone with its conversation, and only where
// somebody copied it.

#include <QObject>
#include <QPointer>

#include <functional>

class QClipboard;
class QMimeData;

namespace chatmet::client {

/// GUI thread. Whichever widget copies: text of ours gets the mark that clipboard managers know. What is
/// merely selected doesn't become X11's PRIMARY selection, which every other program can read.
class ClipboardGuard : public QObject
{
    Q_OBJECT

public:
    /// clipboard: of the application. Forgets by itself when the application is about to quit: Qt would hand
    /// what it holds to a clipboard manager then. shown: the conversation on the screen, nullptr where
    /// another page is; what is copied meanwhile is of it.
    ClipboardGuard(QClipboard* clipboard, std::function<const QObject*()> shown, QObject* parent = nullptr);

    /// Takes back what this program put there; what is another program's stays.
    void forget();
    /// The same for what was copied from this conversation. Copies from elsewhere (an address, a key, words
    /// of one's own for home) are of no conversation, and stay until the program ends.
    void forgetOf(const QObject* conversation);

private:
    void mark();
    void refuseSelection();

    QClipboard* m_clipboard;
    std::function<const QObject*()> m_shown;
    QPointer<const QMimeData> m_held; ///< ours, as it was last put there
    QPointer<const QObject> m_from;   ///< the conversation that it was copied from
};

} // namespace chatmet::client
