// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The first page: a name, a server, one button. Nothing leaves this computer before it is pressed.

#include "client/net/Transport.h"
#include "client/view/SettingsChoices.h"
#include "client/view/UsernameSuggestions.h"
#include "common/base/Error.h"

#include <QWidget>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QFrame;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace chatmet::client {

class PlainLabel;
class Theme;
class WelcomeLine;

class WelcomePage : public QWidget
{
    Q_OBJECT

public:
    explicit WelcomePage(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] QToolButton* menuButton() const;
    void setUsername(const QString& username);
    /// Puts a fresh one in the place of what stands there.
    void suggestUsername() { setUsername(m_suggestions.next()); }
    /// Known servers, the first of them filled in.
    void setServers(const QStringList& servers);
    /// Filled in, before those that are known.
    void offerServer(const QString& server);
    /// It is not among them any more; what is typed stays.
    void forgetServer(const QString& server);
    /// As typed.
    void setServer(const QString& server);
    void setAdult(bool confirmed);
    /// Which way it will go.
    void setConnection(ProxyKind kind);
    /// Nothing could go that way; nothing was tried.
    void showConnectionProblem(const QString& words);
    /// As they stand in the fields.
    [[nodiscard]] QString username() const;
    [[nodiscard]] QString server() const;

    /// While the line is being made: fields wait, Cancel is offered.
    void setBusy(bool busy);
    /// While busy: the server asks this computer for a small sum first, and says so.
    void setSolvingPuzzle(bool solving);
    /// Says it in words, puts the focus where it can be mended; LineProblem::None takes the words away.
    /// observedFingerprint: offered to be trusted where nobody vouches for it.
    void showProblem(LineProblem problem, Errc code = Errc::Ok, const QByteArray& observedFingerprint = {});
    /// A sentence that stays until the next one; empty takes it away.
    void showNotice(const QString& words);
    /// The focus of somebody who comes to the page.
    void focusFirst();

Q_SIGNALS:
    /// Name and server as typed, trimmed, neither empty; the person has ticked to be 18 or older.
    void startRequested(const QString& username, const QString& server);
    void cancelRequested();
    /// The person wants this key for the server in the field; 64 hex digits. startRequested follows where the
    /// fields allow it.
    void trustRequested(const QString& server, const QByteArray& fingerprint);
    void anonymousRequested();
    void settingsRequested(chatmet::client::SettingsPart part);
    void adultChanged(bool confirmed);

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void buildName(QBoxLayout* form);
    void buildServer(QBoxLayout* form);
    void buildTrust(QBoxLayout* form);
    void buildStart(QBoxLayout* form);
    void start();
    void reveal(QWidget* part);
    /// A sentence under the field; empty takes it away.
    void say(PlainLabel* label, const QString& words);

    const Theme& m_theme;
    UsernameSuggestions m_suggestions;
    QWidget* m_mark{nullptr};
    PlainLabel* m_notice{nullptr};
    bool m_solvingPuzzle{false};
    QLineEdit* m_username{nullptr};
    QToolButton* m_roll{nullptr};
    PlainLabel* m_usernameProblem{nullptr};
    QComboBox* m_server{nullptr};
    PlainLabel* m_serverProblem{nullptr};
    QFrame* m_trust{nullptr};
    PlainLabel* m_fingerprint{nullptr};
    QByteArray m_observed;
    QCheckBox* m_adult{nullptr};
    PlainLabel* m_adultProblem{nullptr};
    QPushButton* m_start{nullptr};
    QPushButton* m_cancel{nullptr};
    QProgressBar* m_progress{nullptr};
    PlainLabel* m_puzzle{nullptr};
    WelcomeLine* m_line{nullptr};
};

} // namespace chatmet::client
