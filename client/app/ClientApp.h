// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Builds the client's parts and wires them: what the person wishes goes to the state, what is so goes to the
// window.

#include "client/app/CaptureShield.h"
#include "client/app/ClipboardGuard.h"
#include "client/app/CommandLine.h"
#include "client/app/ConnectionPaths.h"
#include "client/app/DesktopManners.h"
#include "client/app/LinkPaths.h"
#include "client/app/PairPaths.h"
#include "client/app/PicturePaths.h"
#include "client/app/PrivacyPaths.h"
#include "client/app/RoomPaths.h"
#include "client/app/ServerKeys.h"
#include "client/app/SessionStarts.h"
#include "client/app/SettingsEffects.h"
#include "client/app/SettingsPaths.h"
#include "client/app/TalkWiring.h"
#include "client/model/ChatState.h"
#include "client/model/ConversationListModel.h"
#include "client/model/MessageListModel.h"
#include "client/view/MainWindow.h"
#include "client/view/Theme.h"

#include <functional>
#include <memory>

class QApplication;

namespace chatmet::client {

class Helper;
class PictureProcesses;
class PanicNotice;
class SettingsFile;

/// What is outside of the program's own process; tests put their own in place. Everything outlives the
/// ClientApp.
struct Surroundings
{
    ChatConnection::TransportFactory transports{}; ///< how lines are made; without it over TLS to the server
    PictureProcesses* pictures{nullptr};           ///< null: pictures are decoded in this process
    Helper* helper{nullptr};                       ///< null: nothing can be saved or opened
    SettingsFile* settings{nullptr};               ///< null: nothing is remembered
    LeakSources leaks{};                           ///< for the privacy panel
    QString defaultServer{}; ///< the packager's, a URL or a link; empty: it is asked for
    std::function<std::unique_ptr<Notifier>()> notifier{}; ///< makes one; without it the system's
};

/// What the next window begins with where one gives way to another: what stands on the first page, and what
/// was learnt for it. In memory only.
struct CarriedOver
{
    QString username;
    QString server; ///< as typed
    ServerKeys keys;
    QByteArray geometry;
    bool settingsOpen{false};
};

/// GUI thread; one at a time. Quits the application once the window is closed and the server has been told.
class ClientApp : public QObject
{
    Q_OBJECT

public:
    ClientApp(QApplication* application, const CommandLine& commandLine, Surroundings surroundings = {});
    ~ClientApp() override;

    /// Shows the window; with --meet goes on by itself.
    void show();
    /// The person has started the program once more, or opened a link (empty: none): the window comes
    /// forward, and the link's server or room is filled in. Nothing is joined and nobody is left by it.
    void startedAgain(const QString& link, const QByteArray& activation = {});

    /// The first page as it is, for the window that follows in another language.
    [[nodiscard]] CarriedOver carriedOver() const;
    /// The other way round, before show(): with the settings open where the language was chosen.
    void carryOn(const CarriedOver& carried);

    [[nodiscard]] MainWindow* window() { return &m_window; }
    [[nodiscard]] ChatState* state() { return &m_state; }
    /// Where sleep is heard of.
    [[nodiscard]] DesktopManners* desktop() { return &m_desktop; }

Q_SIGNALS:
    /// The window is gone: whoever starts the program now gets one of their own.
    void quitting();
    /// The person has chosen another language, and no session is in the way: whoever made this one is to make
    /// it anew.
    void languageChanged();

protected:
    /// macOS gives links as an event to the application.
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void wireWelcome();
    void wireHome();
    void wireTalks();
    void wireState();
    void wireDesktop();
    void wireSettings();
    void forget(const QString& server);
    void fillWelcome(const CommandLine& commandLine, const QString& packagers);
    void openLink(const QString& link);
    /// Where the person looks at the moment.
    void tell(const QString& words);
    void tellSearch(const QString& words);
    void forgetPictures();

    void onClosed();
    void forgetTyped();
    void doWhatWaited();
    void updateTitle();
    void showConversations();
    void quitWhenTold();
    /// Quits at once, or when what panic said could be read.
    void quitOnceRead();
    void panic();

    Theme m_theme;
    CaptureShield m_capture;
    ProxyPolicy m_proxy; ///< of the lines that are made from now on
    PictureProcesses* m_pictureProcesses;
    Helper* m_helper;
    PictureWorkers m_workers;
    PictureReader m_reader;
    ChatState m_state;
    MessageListModel m_messages; ///< of the pair
    ConversationListModel m_conversations;
    MainWindow m_window;
    PicturePaths m_pictures;
    TalkWiring m_wiring;
    PairPaths m_pair;
    RoomPaths m_rooms;
    PrivacyPaths m_privacy;
    ClipboardGuard m_clipboard;
    SettingsPaths m_settings;
    DesktopManners m_desktop;
    SettingsEffects m_effects;
    ServerKeys m_keys;
    SessionStarts m_starts;
    LinkPaths m_links;
    ConnectionPaths m_connection;

    std::unique_ptr<PanicNotice> m_panicNotice; ///< null: there was no panic
    bool m_languageWaits{false}; ///< another one was chosen, and is shown once the session is over
    bool m_quitting{false};
};

} // namespace chatmet::client
