// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The only file that includes Beast's WebSocket stream.
#include "server/net/WebSocketSession.h"

#include "common/protocol/Limits.h"
#include "server/net/LineRules.h"
#include "server/net/SilenceWatch.h"
#include "server/net/TlsStream.h"
#include "server/net/UpgradeRequest.h"

#include <boost/asio/write.hpp>
#include <boost/beast/websocket/stream.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

namespace chatmet::server {

namespace {

namespace http = boost::beast::http;
namespace websocket = boost::beast::websocket;

/// First read of a message; the next ones ask Beast how much of the frame is left. Most chat frames fit.
constexpr std::size_t firstReadBytes = 512;
/// A peer that has said goodbye gets this long to close its end.
constexpr std::int64_t goodbyeMs = 1'000;
/// What Beast's stream reads ahead at most (its stream.hpp: tcp_frame_size).
constexpr std::size_t readAheadBytes = 1536;

websocket::close_code closeCode(Errc code)
{
    switch (code) {
    case Errc::Ok: return websocket::close_code::normal;
    case Errc::ShuttingDown: return websocket::close_code::going_away;
    case Errc::BadFrame:
    case Errc::BadHeader:
    case Errc::HeaderTooLong:
    case Errc::OutOfSequence: return websocket::close_code::protocol_error;
    default: return websocket::close_code::policy_error;
    }
}

/// A handler that keeps its session alive while an operation is pending; after cut() nothing but the end is
/// told.
template <class Session, class Function> struct Tracked
{
    template <class... Results> void operator()(const Results&... results)
    {
        self->operationEnded([&] { function(results...); });
    }

    std::shared_ptr<Session> self;
    Function function;
};

struct SessionRules;

class WebSocketSession final : public ClientConnection
{
public:
    WebSocketSession(ConnectionId id, TcpSocket socket, ConnectionSlot slot, const TlsContext& context,
                     WheelTimer& timer, ConnectionEvents& events, OutsideBytes* outside)
        : m_id(id),
          m_slot(std::move(slot)),
          m_timer(&timer),
          m_events(&events),
          m_ws(std::in_place, std::move(socket), context),
          m_deadline([this] { onDeadline(); }),
          m_held(outside)
    {
        m_held.set(connectionCostBytes);
    }

    /// A session is shared from its first moment on.
    static std::shared_ptr<WebSocketSession> create(ConnectionId id, TcpSocket socket, ConnectionSlot slot,
                                                    const TlsContext& context, WheelTimer& timer,
                                                    ConnectionEvents& events, OutsideBytes* outside)
    {
        auto session = std::make_shared<WebSocketSession>(id, std::move(socket), std::move(slot), context,
                                                          timer, events, outside);
        session->m_self = session;
        return session;
    }

    template <class Function> Tracked<WebSocketSession, Function> tracked(Function function)
    {
        ++m_pending;
        return {self(), std::move(function)};
    }

    template <class Function> void operationEnded(const Function& tell)
    {
        --m_pending;
        if (m_phase != Phase::Cut) {
            tell();
        }
        settle();
    }

    void start(HandshakePacer* pacer)
    {
        m_timer->setIn(m_deadline, limits::tlsHandshakeMs);
        if (pacer == nullptr) {
            return shakeHands();
        }
        // Nothing to be computed before the client's first bytes are there; then in its turn.
        tls().socket().async_wait(TcpSocket::wait_read, tracked([this, pacer](ErrorCode error) {
                                      error ? cut() : pacer->run(tracked([this] { shakeHands(); }));
                                  }));
    }

    void write(QueuedFrame frame) override
    {
        m_writing = std::move(frame);
        const std::array<asio::const_buffer, 3> parts{
            asio::const_buffer(m_writing.head.span().data(), m_writing.head.size),
            asio::const_buffer(m_writing.kind.data(), m_writing.kind.size()),
            asio::const_buffer(m_writing.body.data(), m_writing.body.size())};
        m_ws->async_write(parts, tracked([this](ErrorCode error, std::size_t) { onWritten(error); }));
    }

    void close(Errc code) override
    {
        if (m_phase != Phase::Open) {
            return m_phase == Phase::Closing ? void() : cut();
        }
        m_phase = Phase::Closing;
        m_timer->setIn(m_deadline, goodbyeMs);
        m_ws->async_close(closeCode(code), tracked([this](ErrorCode) { cut(); }));
    }

    void cut() override
    {
        if (m_phase == Phase::Cut) {
            return;
        }
        m_phase = Phase::Cut;
        m_deadline.clear();
        tls().close();
        if (m_pending == 0) {
            asio::post(tls().get_executor(), [self = self()] { self->settle(); });
        }
    }

    std::uint64_t sentBytes() const override { return m_ws ? m_ws->next_layer().engine().sentBytes() : 0; }

    void listHoldings(const Place& place) const override;

private:
    friend struct SessionRules;

    enum class Phase
    {
        Tls,
        Upgrade,
        Refusing, ///< an HTTP answer is on its way, and then the end
        Open,
        Closing,
        Cut
    };

    using Stream = websocket::stream<TlsStream, false>;

    static std::string_view nameOf(Phase phase)
    {
        switch (phase) {
        case Phase::Tls: return "tls";
        case Phase::Upgrade: return "upgrade";
        case Phase::Refusing: return "refusing";
        case Phase::Open: return "open";
        case Phase::Closing: return "closing";
        case Phase::Cut: break;
        }
        return "cut";
    }

    [[nodiscard]] std::shared_ptr<WebSocketSession> self() const { return m_self.lock(); }
    TlsStream& tls() { return m_ws->next_layer(); }

    /// Tells the end when no operation can hold a byte of a frame any more.
    void settle()
    {
        if (m_phase != Phase::Cut || m_pending > 0 || !m_ws) {
            return;
        }
        m_ws.reset();
        m_writing = {};
        m_incoming = {};
        m_held.set(0);
        m_slot.release();
        m_events->connectionClosed(m_id);
    }

    void shakeHands()
    {
        m_timer->setIn(m_deadline, limits::tlsHandshakeMs); // what it waited for its turn was not its fault
        tls().async_handshake(tracked([this](ErrorCode error) { onTls(error); }));
    }

    void onTls(ErrorCode error)
    {
        if (error) {
            return cut();
        }
        m_phase = Phase::Upgrade;
        m_timer->setIn(m_deadline, limits::upgradeMs);
        readUpgrade();
    }

    void readUpgrade()
    {
        constexpr std::size_t step = 1024;
        const std::size_t before = m_upgradeBytes.size();
        m_upgradeBytes.resize(before + step);
        tls().async_read_some(asio::buffer(m_upgradeBytes.data() + before, step),
                              tracked([this, before](ErrorCode error, std::size_t bytes) {
                                  m_upgradeBytes.resize(before + bytes);
                                  error ? cut() : onUpgradeBytes();
                              }));
    }

    void onUpgradeBytes()
    {
        UpgradeRequest outcome = readUpgradeRequest(m_upgradeBytes);
        switch (outcome.state) {
        case UpgradeRequest::State::Incomplete: return readUpgrade();
        case UpgradeRequest::State::Refused: return refuse(std::move(outcome.refusal));
        case UpgradeRequest::State::Upgrade: break;
        }
        m_upgradeBytes = {};
        setOptions(outcome.offersSubprotocol);
        m_ws->async_accept(outcome.request, tracked([this](ErrorCode error) { onOpen(error); }));
    }

    void refuse(std::string answer)
    {
        m_phase = Phase::Refusing;
        m_upgradeBytes = std::move(answer);
        asio::async_write(tls(), asio::buffer(m_upgradeBytes), tracked([this](ErrorCode error, std::size_t) {
                              if (error) {
                                  return cut();
                              }
                              m_timer->setIn(m_deadline, goodbyeMs);
                              tls().async_finish(tracked([this](ErrorCode) { cut(); }));
                          }));
    }

    void setOptions(bool offersSubprotocol)
    {
        // Every deadline is on the wheel; Beast's own timers stay off.
        m_ws->set_option(websocket::stream_base::timeout{websocket::stream_base::none(),
                                                         websocket::stream_base::none(), false});
        m_ws->set_option(
            websocket::stream_base::decorator([offersSubprotocol](websocket::response_type& answer) {
                answer.set(http::field::server, "ChatMet"); // else Beast names itself and its version
                if (offersSubprotocol) {
                    answer.set(http::field::sec_websocket_protocol, limits::subprotocol);
                }
            }));
        m_ws->control_callback([this](websocket::frame_type kind, boost::beast::string_view) {
            m_silence.heard(m_timer->now().steadyMs);
            if (kind == websocket::frame_type::close) {
                m_timer->setIn(m_deadline, goodbyeMs);
                m_saidGoodbye = true;
            }
        });
        m_ws->read_message_max(limits::frameBytesMax);
        m_ws->auto_fragment(false);
        m_ws->binary(true);
    }

    void onOpen(ErrorCode error)
    {
        if (error) {
            return cut(); // Beast has sent its refusal already
        }
        m_phase = Phase::Open;
        m_silence.heard(m_timer->now().steadyMs);
        m_timer->setIn(m_deadline, limits::pingAfterSilenceMs);
        m_events->connectionOpened(m_id);
        readSome();
    }

    void readSome()
    {
        if (m_phase != Phase::Open) {
            return; // while closing, Beast reads on by itself
        }
        const std::size_t room = m_received == 0 ? firstReadBytes : m_ws->read_size_hint(firstReadBytes);
        m_incoming.resize(m_received + std::min(room, limits::frameBytesMax));
        m_held.set(connectionCostBytes + m_received); // 0 between messages, which most connections are
        m_ws->async_read_some(asio::buffer(m_incoming.data() + m_received, m_incoming.size() - m_received),
                              tracked([this](ErrorCode error, std::size_t bytes) { onRead(error, bytes); }));
    }

    void onRead(ErrorCode error, std::size_t bytes)
    {
        if (error) {
            // While close() is under way its own operation ends the session.
            return m_phase == Phase::Closing && error == websocket::error::closed ? void() : cut();
        }
        m_silence.heard(m_timer->now().steadyMs);
        m_received += bytes;
        if (m_phase == Phase::Open && m_ws->is_message_done()) {
            deliver();
        }
        readSome();
    }

    void deliver()
    {
        m_incoming.resize(std::exchange(m_received, 0));
        SharedBytes message(std::exchange(m_incoming, {}));
        if (m_ws->got_binary()) {
            m_events->connectionReceived(m_id, std::move(message));
        } else {
            m_events->connectionReceivedText(m_id);
        }
    }

    void onWritten(ErrorCode error)
    {
        m_writing = {};
        if (error) {
            return cut();
        }
        m_events->connectionWritten(m_id);
    }

    /// The one deadline: of the handshakes, of the peer's silence, of its goodbye.
    void onDeadline()
    {
        const auto alive = self();
        if (m_phase != Phase::Open || m_saidGoodbye) {
            return cut();
        }
        const SilenceWatch::Look look = m_silence.look(m_timer->now().steadyMs);
        if (look.finding == SilenceWatch::Finding::Gone) {
            return cut();
        }
        m_timer->setIn(m_deadline, look.againInMs);
        if (look.finding == SilenceWatch::Finding::Ask) {
            ping();
        }
    }

    void ping()
    {
        if (m_pinging) {
            return;
        }
        m_pinging = true;
        m_ws->async_ping({}, tracked([this](ErrorCode error) {
                             m_pinging = false;
                             if (error) {
                                 cut();
                             }
                         }));
    }

    std::weak_ptr<WebSocketSession> m_self; ///< whoever is handed it keeps the session alive
    const ConnectionId m_id;
    ConnectionSlot m_slot;
    WheelTimer* m_timer;
    ConnectionEvents* m_events;
    std::optional<Stream> m_ws; ///< none once the end was told
    Deadline m_deadline;
    Phase m_phase{Phase::Tls};
    int m_pending{0}; ///< operations that will still call back
    std::string m_upgradeBytes;
    WipedBytes m_incoming;
    std::size_t m_received{0}; ///< bytes of m_incoming that belong to the message under way
    QueuedFrame m_writing;
    OutsideBytes::Share m_held;
    SilenceWatch m_silence;
    bool m_pinging{false}; ///< a ping is being written
    bool m_saidGoodbye{false};

    CHATMET_DESCRIBED(WebSocketSession, (m_self, m_id, m_slot, m_timer, m_events, m_ws, m_deadline, m_phase,
                                         m_pending, m_upgradeBytes, m_incoming, m_received, m_writing, m_held,
                                         m_silence, m_pinging, m_saidGoodbye))
};

/// How its members are listed among the holdings.
struct SessionRules
{
    static constexpr auto rule(Of<&WebSocketSession::m_self>) { return AboutNobody{"a way to itself"}; }
    static constexpr auto rule(Of<&WebSocketSession::m_id>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&WebSocketSession::m_slot>)
    {
        return AboutNobody{"one of a number of places"};
    }
    static constexpr auto rule(Of<&WebSocketSession::m_timer>) { return AboutNobody{"a way to the clock"}; }
    static constexpr auto rule(Of<&WebSocketSession::m_events>) { return AboutNobody{"a way to the hub"}; }
    static constexpr auto rule(Of<&WebSocketSession::m_ws>) { return &webSocket; }
    static constexpr auto rule(Of<&WebSocketSession::m_deadline>) { return &deadline; }
    static constexpr auto rule(Of<&WebSocketSession::m_phase>) { return &phase; }
    static constexpr auto rule(Of<&WebSocketSession::m_pending>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&WebSocketSession::m_upgradeBytes>)
    {
        return Sized{protocol::gone::withLine};
    }
    static constexpr auto rule(Of<&WebSocketSession::m_held>) { return &held; }
    static constexpr auto rule(Of<&WebSocketSession::m_incoming>) { return Sized{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&WebSocketSession::m_received>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&WebSocketSession::m_writing>) { return &writing; }
    static constexpr auto rule(Of<&WebSocketSession::m_silence>) { return &silence; }
    static constexpr auto rule(Of<&WebSocketSession::m_pinging>) { return Told{protocol::gone::withLine}; }
    static constexpr auto rule(Of<&WebSocketSession::m_saidGoodbye>)
    {
        return Told{protocol::gone::withLine};
    }

    /// The read-ahead buffer of Beast's stream, which TlsStream wipes while it waits.
    static void webSocket(const Place& place, const std::optional<WebSocketSession::Stream>& stream)
    {
        if (!stream) {
            return;
        }
        place.named("line.webSocket").row(protocol::gone::withLine, [](Tally& tally) {
            tally.size(readAheadBytes);
        });
        walk<LineRules>(place.named("line.tls"), stream->next_layer());
    }
    static void silence(const Place& place, const SilenceWatch& silence)
    {
        walk<LineRules>(place.named("line.socket"), silence);
    }
    static void held(const Place& place, const OutsideBytes::Share& held)
    {
        place.row(protocol::gone::withLine, [&](Tally& tally) { tell(tally, held.bytes()); });
    }
    static void deadline(const Place& place, const Deadline& deadline)
    {
        place.row(protocol::gone::withLine,
                  [&](Tally& tally) { tally.size(deadline.isSet() ? sizeof deadline : 0); });
    }
    static void phase(const Place& place, WebSocketSession::Phase phase)
    {
        place.row(protocol::gone::withLine,
                  [&](Tally& tally) { tally.words(WebSocketSession::nameOf(phase)); });
    }
    static void writing(const Place& place, const QueuedFrame& frame)
    {
        if (!frame.kind.empty()) {
            walk<LineRules>(place, frame);
        }
    }
};

void WebSocketSession::listHoldings(const Place& place) const
{
    walk<SessionRules>(place, *this);
}

} // namespace

std::shared_ptr<ClientConnection> startWebSocketSession(ConnectionId id, TcpSocket socket,
                                                        ConnectionSlot slot, const TlsContext& context,
                                                        WheelTimer& timer, ConnectionEvents& events,
                                                        OutsideBytes* outside, HandshakePacer* pacer)
{
    auto session =
        WebSocketSession::create(id, std::move(socket), std::move(slot), context, timer, events, outside);
    session->start(pacer);
    return session;
}

} // namespace chatmet::server
