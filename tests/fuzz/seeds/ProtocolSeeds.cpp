// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "common/protocol/Codec.h"
#include "common/protocol/Content.h"
#include "common/protocol/Holdings.h"
#include "common/protocol/Limits.h"
#include "tests/common/protocol/SampleFrames.h"
#include "tests/fuzz/seeds/Seeds.h"

namespace chatmet::fuzz {

using namespace protocol;

namespace {

void makeFrames(const SeedSink& sink)
{
    for (const ClientFrame& frame : tests::clientFrames())
        sink("ClientFrame", encodeClientFrame(frame));
    for (const ServerFrame& frame : tests::serverFrames())
        sink("ServerFrame", encodeServerFrame(frame));
    // Each side also gets what the other one reads.
    sink("ClientFrame", encodeServerFrame(tests::serverFrames().front()));
    sink("ServerFrame", encodeClientFrame(tests::clientFrames().front()));
}

void makeContents(const SeedSink& sink)
{
    const StreamId stream = tests::idOf<StreamId>('s');
    for (const Content& content :
         {Content(Text{"hello"}), Content(Text{"नमस्ते 🦊 שלום"}),
          Content(Text{std::string(4'000, 'x')}),
          Content(PictureOffer{stream, 3'000'000, 4'000, 3'000, PictureFormat::Jpeg, "Pune, गर्मी"}),
          Content(PictureOffer{stream, 1, 1, 1, PictureFormat::WebP, ""}), Content(Receipt{70'000}),
          Content(EmojiCheck{true}), Content(UnknownContent{})}) {
        if (const auto body = encodeContent(content))
            sink("Content", *body);
    }
}

void makePages(const SeedSink& sink)
{
    const std::vector<Holding> rows{{"session.username", "Asha", 1'000, "session", 4, 1},
                                    {"outbox.frames", "", 20, "acknowledged", 65'536, 300},
                                    {"log.line", "", 0, "days:30", 128, 1}};
    for (std::size_t count = 0; count <= rows.size(); ++count) {
        for (const SharedBytes& page : encodeHoldings(std::span(rows).first(count)))
            sink("HoldingsPage", page.span());
    }
}

void makeNames(const SeedSink& sink)
{
    for (const char* name :
         {"Asha", "आशा", "  two   words  ", "क्ष‍ा", "e\u0301le\u0300ve", "ﬁne ＡＢＣ", "Straße ẞ",
          "İstanbul", "שלום عالم", "🦊👩‍👩‍👧", "\u202Eevil", "a\u0300\u0301\u0302\u0303\u0304",
          "日本語", "ไทย", "\xC3\x28", "music", "한국어 \u1112\u1161\u11AB", "\u2126 \u212B", "ſ K"})
        sink("Names", seedOf(name));
    sink("Names", seedOf(std::string(24, 'x')));
    sink("Names", seedOf(std::string(33, 'x')));
}

void makeInvites(const SeedSink& sink)
{
    const std::string room(22, 'A');
    const std::string start = "chatmet://chat.example.org/AAABAgMEBQYHCAkKCwwNDg#v1.AAECAwQFBgcICQoLDA0ODw";
    const std::string print(64, 'a');
    for (const std::string& text :
         {start, start + "." + print, start + ".Tea%20room", start + "." + print + ".Tea%20room",
          " " + start + "\n",
          std::string("CHATMET://CHAT.EXAMPLE.ORG:8443/AAABAgMEBQYHCAkKCwwNDg#v1.AAECAwQFBgcICQoLDA0ODw"),
          std::string("chatmet://[2001:db8::1]:444/AAABAgMEBQYHCAkKCwwNDg#v1.AAECAwQFBgcICQoLDA0ODw"),
          std::string("chatmet://192.0.2.7/AAABAgMEBQYHCAkKCwwNDg#v1.AAECAwQFBgcICQoLDA0ODw.%E0%A4%9A"),
          std::string("chatmet://a/") + room + "#v2.x", std::string("https://a/b#c"), start + ".%00",
          start + "..", start.substr(0, 40)})
        sink("Invite", seedOf(text));
}

} // namespace

void makeProtocolSeeds(const SeedSink& sink)
{
    makeFrames(sink);
    makeContents(sink);
    makePages(sink);
    makeNames(sink);
    makeInvites(sink);
}

} // namespace chatmet::fuzz
