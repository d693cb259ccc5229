// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// A session over loopback: upgrade, messages, limits, silence, ends. Time is the test's own.
#include "server/net/WebSocketSession.h"

#include "common/protocol/Limits.h"
#include "tests/server/net/WebSocketTestClient.h"

namespace chatmet::server {
namespace {

using Client = WebSocketTestClient;

class TestClock final : public Clock
{
public:
    Now now() const override { return m_now; }
    void advance(std::int64_t ms)
    {
        m_now.steadyMs += ms;
        m_now.utcMs += ms;
    }

private:
    Now m_now{1'000'000, testUtcMs};
};

class Recorder final : public ConnectionEvents
{
public:
    void connectionOpened(ConnectionId) override { opened = true; }
    void connectionReceived(ConnectionId, SharedBytes message) override
    {
        received.emplace_back(message.view());
    }
    void connectionReceivedText(ConnectionId) override { ++texts; }
    void connectionWritten(ConnectionId) override { ++written; }
    void connectionClosed(ConnectionId) override { ++closed; }

    bool opened{false};
    std::vector<std::string> received;
    int texts{0};
    int written{0};
    int closed{0};
};

class WebSocketSessionTest : public testing::Test
{
protected:
    WebSocketSessionTest() : m_acceptor(m_io, Tcp::endpoint(asio::ip::address_v4::loopback(), 0))
    {
        std::signal(SIGPIPE, SIG_IGN);
    }

    /// script runs on the client's thread, with TLS connected.
    void start(std::function<void(TlsTestClient&, Client&)> script)
    {
        startRaw([script = std::move(script)](TlsTestClient& tls) {
            ASSERT_TRUE(tls.connect());
            Client client(tls);
            script(tls, client);
        });
    }

    /// The same before TLS.
    void startRaw(std::function<void(TlsTestClient&)> script)
    {
        const Tcp::endpoint server = m_acceptor.local_endpoint();
        m_thread = std::thread([server, script = std::move(script)] {
            TlsTestClient tls(server);
            script(tls);
        });
        TcpSocket socket(m_io);
        m_acceptor.accept(socket);
        m_session = startWebSocketSession(ConnectionId{1}, std::move(socket),
                                          ConnectionSlot([this] { m_slotFreed = true; }), m_context, m_timer,
                                          m_events);
    }

    /// Handles everything that the client has sent before now: over loopback it is in the socket.
    void takeWhatHasCome()
    {
        while (m_io.poll() > 0) {
        }
    }

    static bool isReady(const std::future<void>& future)
    {
        return future.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
    }

    template <class Predicate> void runUntil(const Predicate& reached)
    {
        while (!reached()) {
            ASSERT_GT(m_io.run_one(), 0U) << "nothing can happen any more";
        }
    }

    /// Ends the test: waits for the session's end and the client's thread.
    void finish()
    {
        runUntil([this] { return m_events.closed > 0; });
        letClientGoOn();
        m_thread.join();
        m_timer.stop();
        m_io.run();
        EXPECT_EQ(m_events.closed, 1);
        EXPECT_TRUE(m_slotFreed);
    }

    void letClientGoOn()
    {
        if (!std::exchange(m_gateOpen, true)) {
            m_gate.set_value();
        }
    }

    static QueuedFrame frame(const std::string& kind, const std::string& body)
    {
        const auto bytes = [](const std::string& text) {
            return SharedBytes::copyOf({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
        };
        QueuedFrame made;
        made.head = protocol::encodeFrameHead(1, 0, kind.size());
        made.kind = bytes(kind);
        made.body = bytes(body);
        return made;
    }

    asio::io_context m_io;
    TestClock m_clock;
    WheelTimer m_timer{m_io, m_clock};
    TlsContext m_context{makeTestContext()};
    TcpAcceptor m_acceptor;
    Recorder m_events;
    std::shared_ptr<ClientConnection> m_session;
    bool m_slotFreed{false};
    bool m_gateOpen{false};
    std::promise<void> m_gate;
    std::shared_future<void> m_mayGoOn{m_gate.get_future().share()};
    std::thread m_thread;
};

TEST_F(WebSocketSessionTest, upgrade_subprotocolOffered_isEchoedWithoutCompression)
{
    std::string answer;
    start([&](TlsTestClient&, Client& client) {
        answer = client.upgrade(Client::request("Sec-WebSocket-Protocol: chatmet.1\r\n"
                                                "Sec-WebSocket-Extensions: permessage-deflate\r\n"));
    });
    finish();
    EXPECT_TRUE(m_events.opened);
    EXPECT_EQ(answer.find("HTTP/1.1 101"), 0U) << answer;
    EXPECT_NE(answer.find("Sec-WebSocket-Protocol: chatmet.1\r\n"), std::string::npos) << answer;
    EXPECT_EQ(answer.find("deflate"), std::string::npos);
    EXPECT_EQ(answer.find("Beast"), std::string::npos);
}

TEST_F(WebSocketSessionTest, upgrade_noSubprotocol_isAcceptedWithoutOne)
{
    std::string answer;
    start([&](TlsTestClient&, Client& client) { answer = client.upgrade(Client::request("")); });
    finish();
    EXPECT_TRUE(m_events.opened);
    EXPECT_EQ(answer.find("Sec-WebSocket-Protocol"), std::string::npos);
}

TEST_F(WebSocketSessionTest, upgrade_plainHttp_getsAShortAnswer)
{
    std::string answer;
    start([&](TlsTestClient& tls, Client& client) {
        tls.write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n");
        answer = client.readToEnd();
        EXPECT_EQ(tls.lastError(), SSL_ERROR_ZERO_RETURN);
    });
    finish();
    EXPECT_FALSE(m_events.opened);
    EXPECT_EQ(answer.find("HTTP/1.1 426"), 0U) << answer;
}

TEST_F(WebSocketSessionTest, upgrade_wrongVersion_isRefusedByBeast)
{
    std::string answer;
    start([&](TlsTestClient&, Client& client) {
        answer =
            client.upgrade("GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                           "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 8\r\n\r\n");
    });
    finish();
    EXPECT_FALSE(m_events.opened);
    EXPECT_EQ(answer.find("HTTP/1.1 4"), 0U) << answer;
}

TEST_F(WebSocketSessionTest, upgrade_byteByByte_works)
{
    std::string answer;
    start([&](TlsTestClient& tls, Client& client) {
        const std::string request = Client::request();
        for (std::size_t i = 0; i + 1 < request.size(); ++i) {
            tls.write(request.substr(i, 1));
        }
        answer = client.upgrade(request.substr(request.size() - 1));
    });
    finish();
    EXPECT_EQ(answer.find("HTTP/1.1 101"), 0U) << answer;
}

TEST_F(WebSocketSessionTest, messages_ofAllSizes_arriveWholeAndInOrder)
{
    std::vector<std::string> sent;
    for (const std::size_t size : {0UL, 1UL, 125UL, 126UL, 511UL, 512UL, 513UL, 1535UL, 1537UL, 16384UL,
                                   65535UL, 65536UL, limits::frameBytesMax}) {
        sent.emplace_back(size, static_cast<char>('a' + sent.size()));
    }
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        for (const std::string& message : sent) {
            client.send(Client::Binary, message);
        }
        m_mayGoOn.wait();
    });
    runUntil([&] { return m_events.received.size() == sent.size(); });
    letClientGoOn();
    finish();
    EXPECT_EQ(m_events.received, sent);
}

TEST_F(WebSocketSessionTest, message_inPieces_isPutTogether)
{
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        client.send(Client::Binary, std::string(700, 'a'), false);
        client.send(Client::Ping, "in between");
        client.send(Client::Continuation, "", false);
        client.send(Client::Continuation, std::string(700, 'b'), true);
        EXPECT_EQ(client.receive().opcode, static_cast<unsigned>(Client::Pong));
    });
    finish();
    ASSERT_EQ(m_events.received.size(), 1U);
    EXPECT_EQ(m_events.received.front(), std::string(700, 'a') + std::string(700, 'b'));
}

TEST_F(WebSocketSessionTest, message_overTheLimit_closesWith1009)
{
    unsigned code = 0;
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        client.send(Client::Binary, std::string(limits::frameBytesMax + 1, 'x'));
        code = Client::closeCode(client.receive());
    });
    finish();
    EXPECT_TRUE(m_events.received.empty());
    EXPECT_EQ(code, 1009U);
}

TEST_F(WebSocketSessionTest, message_endlessPieces_closesWith1009)
{
    unsigned code = 0;
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        client.send(Client::Binary, std::string(60000, 'x'), false);
        client.send(Client::Continuation, std::string(60000, 'x'), false);
        code = Client::closeCode(client.receive());
    });
    finish();
    EXPECT_TRUE(m_events.received.empty());
    EXPECT_EQ(code, 1009U);
}

TEST_F(WebSocketSessionTest, text_isToldAsText)
{
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        client.send(Client::Text, "hello");
        client.send(Client::Binary, "after");
        m_mayGoOn.wait();
    });
    runUntil([&] { return !m_events.received.empty(); });
    EXPECT_EQ(m_events.texts, 1);
    letClientGoOn();
    finish();
}

TEST_F(WebSocketSessionTest, frame_withoutMask_isAProtocolError)
{
    unsigned code = 0;
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        client.send(Client::Binary, "bare", true, false);
        code = Client::closeCode(client.receive());
    });
    finish();
    EXPECT_EQ(code, 1002U);
    EXPECT_TRUE(m_events.received.empty());
}

TEST_F(WebSocketSessionTest, write_frame_arrivesAsOneMessage)
{
    Client::Frame received;
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        received = client.receive();
    });
    runUntil([&] { return m_events.opened; });
    const QueuedFrame sent = frame("kind", std::string(limits::bodyBytesMax, 'b'));
    m_session->write(sent);
    runUntil([&] { return m_events.written == 1; });
    finish();
    const auto head = sent.head.span();
    EXPECT_EQ(received.opcode, static_cast<unsigned>(Client::Binary));
    EXPECT_EQ(received.payload,
              std::string(head.begin(), head.end()) + "kind" + std::string(limits::bodyBytesMax, 'b'));
}

TEST_F(WebSocketSessionTest, silence_isPingedAndThenCut)
{
    std::promise<void> ponged;
    std::promise<void> pingedAgain;
    auto hasPonged = ponged.get_future();
    auto wasPingedAgain = pingedAgain.get_future();
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        EXPECT_EQ(client.receive().opcode, static_cast<unsigned>(Client::Ping));
        client.send(Client::Pong, "");
        ponged.set_value();
        EXPECT_EQ(client.receive().opcode, static_cast<unsigned>(Client::Ping));
        pingedAgain.set_value();
        EXPECT_TRUE(client.receive().ended);
    });
    runUntil([&] { return m_events.opened; });
    m_clock.advance(limits::pingAfterSilenceMs);
    runUntil([&] { return isReady(hasPonged); });
    takeWhatHasCome();                                   // the pong; nothing tells when it was read
    m_clock.advance(limits::pingAfterSilenceMs - 1'000); // past the end of an unanswered ping
    while (m_events.closed == 0 && !isReady(wasPingedAgain)) {
        m_io.run_one();
        m_clock.advance(500);
    }
    EXPECT_EQ(m_events.closed, 0) << "the pong was no sign of life";
    m_clock.advance(limits::dropAfterPingMs + 500);
    finish();
}

TEST_F(WebSocketSessionTest, handshakes_thatTakeTooLong_areCut)
{
    startRaw([&](TlsTestClient& tls) {
        char byte = 0;
        ErrorCode error;
        tls.socket().read_some(asio::buffer(&byte, 1), error);
    });
    m_clock.advance(limits::tlsHandshakeMs + 500);
    finish();
    EXPECT_FALSE(m_events.opened);
}

TEST_F(WebSocketSessionTest, upgrade_thatTakesTooLong_isCut)
{
    std::promise<void> halfSent;
    auto wasSent = halfSent.get_future();
    start([&](TlsTestClient& tls, Client& client) {
        tls.write("GET / HTTP/1.1\r\n");
        halfSent.set_value();
        client.readToEnd();
    });
    runUntil([&] { return isReady(wasSent); });
    takeWhatHasCome(); // else the deadline of the upgrade would be set after the time below
    m_clock.advance(limits::tlsHandshakeMs + limits::upgradeMs + 500);
    finish();
    EXPECT_FALSE(m_events.opened);
}

TEST_F(WebSocketSessionTest, close_peerAnswers_endsInOrder)
{
    unsigned code = 0;
    int ending = SSL_ERROR_NONE;
    start([&](TlsTestClient& tls, Client& client) {
        client.upgrade();
        const Client::Frame frame = client.receive();
        code = Client::closeCode(frame);
        client.send(Client::Close, frame.payload);
        EXPECT_TRUE(client.receive().ended);
        ending = tls.lastError();
    });
    runUntil([&] { return m_events.opened; });
    m_session->close(Errc::ShuttingDown);
    finish();
    EXPECT_EQ(code, 1001U);
    EXPECT_EQ(ending, SSL_ERROR_ZERO_RETURN);
}

TEST_F(WebSocketSessionTest, close_peerIsSilent_isCutInTime)
{
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        m_mayGoOn.wait();
    });
    runUntil([&] { return m_events.opened; });
    m_session->close(Errc::Ok);
    m_clock.advance(2'000);
    finish();
}

TEST_F(WebSocketSessionTest, close_byPeer_isAnsweredAndEnds)
{
    unsigned code = 0;
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        client.send(Client::Close, "\x03\xe8");
        code = Client::closeCode(client.receive());
    });
    finish();
    EXPECT_EQ(code, 1000U);
}

TEST_F(WebSocketSessionTest, cut_withAWriteStuck_endsAtOnce)
{
    start([&](TlsTestClient&, Client& client) {
        client.upgrade();
        m_mayGoOn.wait();
    });
    runUntil([&] { return m_events.opened; });
    int given = 0;
    // The client reads nothing: sooner or later a frame does not get through.
    for (;;) {
        m_session->write(frame("kind", std::string(limits::bodyBytesMax, 'b')));
        ++given;
        while (m_events.written < given && m_io.poll_one() > 0) {
        }
        if (m_events.written < given) {
            break;
        }
    }
    m_session->cut();
    m_session->cut();
    EXPECT_EQ(m_events.closed, 0) << "never from inside a call";
    finish();
}

TEST_F(WebSocketSessionTest, peer_vanishesInAMessage_endsWithoutIt)
{
    start([&](TlsTestClient& tls, Client& client) {
        client.upgrade();
        tls.write(std::string("\x82\xfe\x10\x00key!only a part", 20));
    });
    finish();
    EXPECT_TRUE(m_events.opened);
    EXPECT_TRUE(m_events.received.empty());
}

} // namespace
} // namespace chatmet::server
