// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "tests/common/protocol/SampleFrames.h"
#include "tests/fuzz/CoreSteps.h"
#include "tests/fuzz/seeds/Seeds.h"

#include <fstream>
#include <iterator>

namespace chatmet::fuzz {

namespace {

/// Writes what targets/Core.cpp reads.
class Script
{
public:
    explicit Script(unsigned settings = 0) { m_bytes.push_back(static_cast<std::uint8_t>(settings)); }

    template <class... Numbers> Script& step(CoreStep what, Numbers... numbers)
    {
        m_bytes.push_back(static_cast<std::uint8_t>(what));
        (m_bytes.push_back(static_cast<std::uint8_t>(numbers)), ...);
        return *this;
    }
    template <class... Numbers> Script& frame(std::uint8_t who, CoreKind kind, Numbers... numbers)
    {
        return step(CoreStep::Frame, who, kind, CoreNumbers::Right, numbers...);
    }
    Script& raw(std::uint8_t who, std::span<const std::uint8_t> frame)
    {
        step(CoreStep::RawFrame, who, frame.size() >> 8, frame.size() & 0xff);
        m_bytes.insert(m_bytes.end(), frame.begin(), frame.end());
        return *this;
    }
    /// Connections 0 and 1, in a conversation.
    Script& pair()
    {
        for (const int who : {0, 1})
            step(CoreStep::Connect, who).step(CoreStep::Hello, who, CoreHello::Good);
        frame(0, CoreKind::Meet, 1, 5);
        return frame(1, CoreKind::Meet, 1, 5);
    }
    /// A picture from 1 to 0: accepted and opened.
    Script& picture(std::uint8_t chunks)
    {
        frame(0, CoreKind::Accept, 0, 1, 4, 0);
        return frame(1, CoreKind::Open, 0, 1, chunks, 7);
    }

    [[nodiscard]] std::span<const std::uint8_t> bytes() const { return m_bytes; }

private:
    WipedBytes m_bytes;
};

constexpr std::uint8_t chunkBody = 10; ///< coreBodyBytes: 65,536
constexpr std::uint8_t lastBody = 2;   ///< 7

void makeTalk(const SeedSink& sink)
{
    const auto give = [&](const Script& script) { sink("Core", script.bytes()); };
    for (const unsigned settings : {0U, 1U, 2U, 4U})
        give(Script(settings).pair().frame(0, CoreKind::Send, 0, 0, 3).frame(1, CoreKind::Leave, 0));
    give(Script()
             .pair()
             .frame(0, CoreKind::KeyExchange, 0, 1, 3)
             .frame(1, CoreKind::KeyExchange, 0, 2, 3)
             .frame(0, CoreKind::KeyExchange, 0, 3, 4)
             .frame(1, CoreKind::Typing, 0, 1));
    give(Script()
             .pair()
             .step(CoreStep::Manner, 0, 1)
             .frame(1, CoreKind::Send, 0, 0, 9)
             .step(CoreStep::Flush, 0)
             .frame(0, CoreKind::Acknowledge)
             .frame(0, CoreKind::Goodbye));
    give(Script()
             .pair()
             .step(CoreStep::Manner, 0, 4)
             .frame(1, CoreKind::Leave, 0)
             .step(CoreStep::Advance, 4)
             .step(CoreStep::Confirm, 0)
             .step(CoreStep::Advance, 20));
    give(Script()
             .step(CoreStep::Connect, 0)
             .step(CoreStep::Hello, 0, CoreHello::Good)
             .frame(0, CoreKind::Meet, 9, 1, 2, 3, 4, 5, 6, 7, 8, 9)
             .frame(0, CoreKind::Meet, 0)
             .frame(0, CoreKind::CancelMeet)
             .frame(0, CoreKind::Holdings, 0, 2)
             .step(CoreStep::Tick));
    give(Script().step(CoreStep::Connect, 0).step(CoreStep::Sleep, 11).step(CoreStep::Tick));
    give(Script().pair().step(CoreStep::Drain).step(CoreStep::Drain).step(CoreStep::Connect, 2));
    give(Script().pair().step(CoreStep::Overflow, 0).step(CoreStep::Malformed, 1, 0));
    give(Script()
             .pair()
             .step(CoreStep::Announce, 60)
             .step(CoreStep::Disconnect, 0)
             .step(CoreStep::Announce, 0)
             .step(CoreStep::Connect, 3)
             .step(CoreStep::Hello, 1, CoreHello::Resume, 0)
             .step(CoreStep::TurnedAway, 0)
             .step(CoreStep::TurnedAway, 0)
             .step(CoreStep::Advance, 40));
    for (const int how : {1, 2, 3, 4})
        give(Script().step(CoreStep::Connect, 0).step(CoreStep::Hello, 0, how, 1, 'x'));
    for (const int numbers : {1, 2, 3, 4, 5})
        give(Script().pair().step(CoreStep::Frame, 0, CoreKind::Send, numbers, 0, 0, 3));
    give(Script().pair().frame(0, CoreKind::Unknown).frame(1, CoreKind::Tombstone));
    give(Script()
             .pair()
             .step(CoreStep::Manner, 1, 1)
             .frame(0, CoreKind::Send, 0, 0, 3)
             .frame(0, CoreKind::TakeBack, 0, 0, 3, 1)
             .step(CoreStep::Flush, 1));
    for (const CoreKind kind : {CoreKind::Report, CoreKind::Block})
        give(Script()
                 .pair()
                 .frame(0, kind, 0, 0, 0, 4)
                 .frame(1, kind, 0, 0, 0, 1)
                 .step(CoreStep::Advance, 255));
    give(Script()
             .pair()
             .frame(0, CoreKind::OpenRoom, 7, 2)
             .frame(1, CoreKind::JoinRoom, 0, 7, 2)
             .frame(1, CoreKind::ChainKey, 0, 0, 1, 3)
             .frame(0, CoreKind::Send, 0, 0, 3)
             .frame(0, CoreKind::LockRoom, 0, 1)
             .frame(0, CoreKind::Remove, 0, 0, 0, 9)
             .frame(0, CoreKind::Leave, 0));
}

void makePictures(const SeedSink& sink)
{
    const auto give = [&](const Script& script) { sink("Core", script.bytes()); };
    give(Script()
             .pair()
             .picture(1)
             .frame(1, CoreKind::Chunk, 0, 1, 0, chunkBody)
             .frame(1, CoreKind::Chunk, 0, 1, 1, lastBody)
             .frame(0, CoreKind::Credit, 0, 1, 2, 2)
             .frame(0, CoreKind::End, 0, 1, 1));
    give(Script()
             .pair()
             .picture(9)
             .frame(1, CoreKind::Chunk, 0, 1, 0, chunkBody)
             .frame(0, CoreKind::Credit, 0, 1, 1, 5)
             .frame(1, CoreKind::End, 0, 1, 2));
    give(Script(2)
             .pair()
             .picture(1)
             .frame(0, CoreKind::Accept, 0, 2, 4, 0)
             .frame(1, CoreKind::Open, 0, 2, 3, 0));
    give(Script()
             .pair()
             .step(CoreStep::Manner, 0, 1)
             .picture(3)
             .frame(1, CoreKind::Chunk, 0, 1, 0, chunkBody)
             .frame(1, CoreKind::Leave, 0));
}

void makeResumes(const SeedSink& sink)
{
    const auto give = [&](const Script& script) { sink("Core", script.bytes()); };
    for (const auto how : {CoreHello::Resume, CoreHello::ResumeLess, CoreHello::ResumeMore}) {
        give(Script()
                 .pair()
                 .step(CoreStep::Disconnect, 0)
                 .frame(0, CoreKind::Send, 0, 0, 3)
                 .step(CoreStep::Connect, 3)
                 .step(CoreStep::Hello, 1, how, 0)
                 .frame(1, CoreKind::Send, 0, 0, 3));
    }
    give(Script().pair().step(CoreStep::Disconnect, 0).step(CoreStep::Advance, 100));
    give(Script()
             .pair()
             .picture(3)
             .frame(1, CoreKind::Chunk, 0, 1, 0, chunkBody)
             .step(CoreStep::Disconnect, 0)
             .step(CoreStep::Connect, 3)
             .step(CoreStep::Hello, 1, CoreHello::Resume, 0)
             .frame(1, CoreKind::Credit, 0, 1, 0, 4)
             .frame(0, CoreKind::Chunk, 0, 1, 0, chunkBody));
}

void makeFrames(const SeedSink& sink)
{
    for (const protocol::ClientFrame& frame : protocol::tests::clientFrames())
        sink("Core", Script().pair().raw(0, protocol::encodeClientFrame(frame)).bytes());
}

void makeOperations(const SeedSink& sink)
{
    std::ifstream example(CHATMET_EXAMPLE_CONFIG, std::ios::binary);
    std::string config{std::istreambuf_iterator<char>(example), std::istreambuf_iterator<char>()};
    sink("ConfigFile", seedOf(config));
    std::string set; // the same with every setting set
    bool lineStarts = true;
    for (const char character : config) {
        if (!(lineStarts && character == '#'))
            set += character;
        lineStarts = character == '\n';
    }
    sink("ConfigFile", seedOf(set));
    for (const char* text :
         {"listen = \"[::1]:0\"\nthreads = 4\n", "[operator]\nname = \"A\"\nrules = \"\"\"\nb\nc\"\"\"\n",
          "[limits]\nsessions-max = 10\n", "retention_days = 400\nlegal_basis = \"law\"\n", "listen = 1\n",
          "unknown = true\n", "threads = 1\nthreads = 2\n", "= broken"})
        sink("ConfigFile", seedOf(text));
    for (const char* line :
         {"2026-11-23T17:31Z 203.0.113.7 ChatMet/0.1.0 linux",
          "2026-11-23T17:31Z 2001:db8::1 ChatMet/other macos", "2026-11-23T17:31Z 203.0.113.0/24 refused x12",
          "2024-02-29T00:00Z unknown ChatMet/1.2.3.4 other",
          "1970-01-01T00:00Z 2001:db8:1::/48 ChatMet/0.1 windows", "203.0.113.7", "2001:db8::/48",
          "::ffff:203.0.113.7"})
        sink("AccessLogLine", seedOf(line));
    const std::string upgrade = "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                                "Sec-WebSocket-Protocol: other, chatmet.1\r\n\r\n";
    sink("UpgradeRequest", seedOf(upgrade));
    sink("UpgradeRequest", seedOf(upgrade + "frames already"));
    sink("UpgradeRequest", seedOf(upgrade.substr(0, upgrade.size() - 3)));
    for (const char* request :
         {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", "POST /x HTTP/1.0\r\nContent-Length: 3\r\n\r\nabc",
          "\x16\x03\x01", "GET / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"})
        sink("UpgradeRequest", seedOf(request));
    for (const char* line :
         {"PROXY TCP4 192.0.2.1 198.51.100.2 56324 443\r\n",
          "PROXY TCP6 2001:db8::1 2001:db8::2 4124 443\r\n", "PROXY UNKNOWN\r\n",
          "PROXY UNKNOWN ffff::1 ffff::2 1 2\r\n", "PROXY TCP4 256.0.0.1 1.1.1.1 1 1\r\n",
          "PROXY TCP6 ::ffff:192.0.2.1 ::1 65535 0\r\n", "PROXY  TCP4", "GET / HTTP/1.1\r\n"})
        sink("ProxyHeader", seedOf(line));
    const std::string signature("\r\n\r\n\0\r\nQUIT\n", 12);
    const std::string v4(12, '\x01');
    for (const std::string& header :
         {signature + std::string("\x21\x11\0\x0c", 4) + v4, signature + std::string("\x20\0\0\0", 4),
          signature + std::string("\x21\x21\0\x24", 4) + v4 + v4 + v4,
          signature + std::string("\x21\x11\0\x0f", 4) + v4 + std::string("\x04\0\0", 3),
          signature + std::string("\x31\x11\0\x0c", 4) + v4, signature + std::string("\x21\x11\xff\xff", 4)})
        sink("ProxyHeader", seedOf(header));
}

} // namespace

void makeServerSeeds(const SeedSink& sink)
{
    makeTalk(sink);
    makePictures(sink);
    makeResumes(sink);
    makeFrames(sink);
    makeOperations(sink);
}

} // namespace chatmet::fuzz
