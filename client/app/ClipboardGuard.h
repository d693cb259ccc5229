// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What leaves the program by the clipboard: marked as secret, gone with its conversation, and only where
// somebody copied it.

#include <QObject>

class QClipboard;

namespace chatmet::client {

/// GUI thread. Whichever widget copies: text of ours gets the mark that clipboard managers know. What is
/// merely selected doesn't become X11's PRIMARY selection, which every other program can read.
class ClipboardGuard : public QObject
{
    Q_OBJECT

public:
    /// clipboard: of the application. Forgets by itself when the application is about to quit: Qt would hand
    /// what it holds to a clipboard manager then.
    explicit ClipboardGuard(QClipboard* clipboard, QObject* parent = nullptr);

    /// Takes back what this program put there; what is another program's stays.
    void forget();

private:
    void mark();
    void refuseSelection();

    QClipboard* m_clipboard;
};

} // namespace chatmet::client
