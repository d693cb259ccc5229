// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One client of the headless program: commands in, events out.

#include "client/model/ChatState.h"
#include "client/net/ProxyPolicy.h"
#include "client/picture/PictureCleaner.h"
#include "client/picture/PictureReader.h"
#include "tests/support/headless/HeadlessRooms.h"

#include <QHash>
#include <QJsonObject>
#include <QObject>
#include <QPointer>

#include <functional>

namespace chatmet::client {
class Pair;
}

namespace chatmet::testing {

/// What all clients of the process share.
struct HeadlessTools
{
    client::PictureReader& reader;
    client::PictureCleaner& cleaner;
    std::function<void(const QJsonObject&)> write; ///< one event
};

/// GUI thread.
class HeadlessClient : public QObject
{
    Q_OBJECT

public:
    HeadlessClient(QString name, HeadlessTools tools, QObject* parent = nullptr);
    ~HeadlessClient() override;

    /// One line of input; README.md lists them. What isn't understood becomes an "error" event.
    void run(const QJsonObject& command);
    /// Leaves and says goodbye; closed() follows, at once where there is no line.
    void quit();

Q_SIGNALS:
    void closed();

private:
    using Command = void (HeadlessClient::*)(const QJsonObject&);
    [[nodiscard]] static const QHash<QString, Command>& commands();

    void connectLine(const QJsonObject& command);
    void meet(const QJsonObject& command);
    void cancel(const QJsonObject& command);
    void leave(const QJsonObject& command);
    void next(const QJsonObject& command);
    void erase(const QJsonObject& command);
    void stop(const QJsonObject& command);
    void drop(const QJsonObject& command);
    void retry(const QJsonObject& command);
    void send(const QJsonObject& command);
    void takeBack(const QJsonObject& command);
    void report(const QJsonObject& command);
    void block(const QJsonObject& command);
    void emoji(const QJsonObject& command);
    void typing(const QJsonObject& command);
    void picture(const QJsonObject& command);
    void accept(const QJsonObject& command);
    void decline(const QJsonObject& command);
    void cancelPicture(const QJsonObject& command);
    void save(const QJsonObject& command);
    void tellState(const QJsonObject& command);
    void holdings(const QJsonObject& command);
    void raw(const QJsonObject& command);
    void rawConnect(const QJsonObject& command);
    void rawClose(const QJsonObject& command);

    void wire();
    void wirePairs();
    void wirePair(client::Pair* pair);
    void wireRaw();
    /// The pair of now; null where there is none, which is said.
    [[nodiscard]] client::Pair* pairOrFault();
    std::unique_ptr<client::Transport> makeTransport();
    void offer(const client::CleanResult& cleaned, const QJsonObject& command);
    void tellRefused(client::Refusal refusal, Errc code);
    void tellHoldings();
    void tellRow(int row);
    void tellChange(int row);
    void tellProgress(const client::Message& message);
    void tell(const char* event, QJsonObject fields = {});
    void fault(const QString& text);

    struct Seen
    {
        client::PictureState state{client::PictureState::None};
        int tenths{-1};
    };

    QString m_name;
    HeadlessTools m_tools;
    client::ProxyPolicy m_proxy;
    QPointer<client::Transport> m_transport; ///< of the state's line
    std::unique_ptr<client::Transport> m_raw;
    bool m_autoAccept{false};
    bool m_quitting{false};
    QHash<quint64, Seen> m_seen; ///< pictures, by key
    client::ChatState m_state;
    HeadlessRooms m_rooms;
};

} // namespace chatmet::testing
