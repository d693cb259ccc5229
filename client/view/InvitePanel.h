// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A room's invite: as text to copy, and as a QR code to show.

#include "client/view/Overlay.h"

class QLineEdit;
class QPushButton;

namespace chatmet::client {

class PlainLabel;
class QrCodeView;

class InvitePanel : public Overlay
{
    Q_OBJECT

public:
    InvitePanel(const Theme& theme, QWidget* parent);

    /// title: plain text. invite: what gets its reader in; it is not kept beyond clear().
    void setInvite(const QString& title, const QString& invite, bool locked);
    /// Closes it and forgets the invite.
    void clear();

protected:
    QWidget* firstFocus() override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void copy();
    void fit();

    PlainLabel* m_title;
    PlainLabel* m_about;
    QLineEdit* m_text;
    QrCodeView* m_code;
    QPushButton* m_copy;
    PlainLabel* m_copied;
};

} // namespace chatmet::client
