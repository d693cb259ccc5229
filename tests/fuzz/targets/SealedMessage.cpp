// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// What opens sealed messages and pictures, in front of a server that passes on whatever it likes.
// Input: operations of one byte (see run) with their numbers behind them.
#include "common/seal/SealedMessage.h"

#include "common/seal/SealedPicture.h"
#include "tests/fuzz/FixedPair.h"
#include "tests/fuzz/FuzzInput.h"

#include <set>
#include <vector>

namespace {

using namespace chatmet;
using namespace chatmet::seal;

constexpr std::size_t operationsMax = 32;

class Wire
{
public:
    explicit Wire(std::pair<PairKeys, PairKeys> keys)
        : m_sealer(std::move(keys.first.sendChain), keys.first.sending),
          m_opener(std::move(keys.second.receiveChain), keys.second.receiving)
    {
    }

    void run(fuzz::FuzzInput& input)
    {
        switch (input.below(6)) {
        case 0: seal(WipedBytes(input.below(256) * 66, 0xAB)); break; // 0 to 16,830: the limit is 16,383
        case 1: {
            const auto content = input.take(input.u8());
            seal({content.begin(), content.end()});
            break;
        }
        case 2: open(chosen(input)); break;
        case 3: openChanged(input); break;
        case 4:
            (void)input.u8(); // the counter of a tombstone, once
            m_opener.skip();
            break;
        default: {
            const auto bytes = input.take(input.u16());
            fuzz::require(!m_opener.open(bytes).ok() || isSealed(bytes), "nothing opens that was not sealed");
        }
        }
    }

private:
    struct Sealed
    {
        WipedBytes content;
        WipedBytes body;
    };

    void seal(const WipedBytes& content)
    {
        const std::uint64_t counter = m_sealer.counter();
        const auto sealed = m_sealer.seal(content);
        fuzz::require(sealed.ok() == (content.size() <= contentBytesMax), "the limit is the limit");
        fuzz::require(m_sealer.counter() == counter + (sealed.ok() ? 1 : 0), "the chain moves on");
        if (!sealed)
            return;
        fuzz::require(sealed->body.size() == sealedOverheadBytes + paddedBytes(content.size()),
                      "a sealed message has the size of its padding");
        m_sealed.push_back({content, sealed->body});
    }

    [[nodiscard]] std::size_t chosen(fuzz::FuzzInput& input) const
    {
        return m_sealed.empty() ? 0 : input.u8() % m_sealed.size();
    }

    void open(std::size_t which)
    {
        if (which >= m_sealed.size())
            return;
        const auto opened = m_opener.open(m_sealed[which].body);
        if (!opened) {
            fuzz::require(opened.code() == Errc::SealReplay || opened.code() == Errc::SealGap,
                          "what was sealed fails for its place only");
            return;
        }
        fuzz::require(opened->content == m_sealed[which].content, "what opens is what was sealed");
        fuzz::require(m_opened.insert(which).second, "nothing opens twice");
    }

    void openChanged(fuzz::FuzzInput& input)
    {
        if (m_sealed.empty())
            return;
        WipedBytes body = m_sealed[chosen(input)].body;
        body[input.u16() % body.size()] ^= static_cast<std::uint8_t>(input.u8() | 1U);
        fuzz::require(!m_opener.open(body).ok(), "nothing opens that was changed");
    }

    [[nodiscard]] bool isSealed(std::span<const std::uint8_t> bytes) const
    {
        return std::ranges::any_of(
            m_sealed, [&](const Sealed& sealed) { return std::ranges::equal(sealed.body, bytes); });
    }

    MessageSealer m_sealer;
    MessageOpener m_opener;
    std::vector<Sealed> m_sealed;
    std::set<std::size_t> m_opened;
};

/// A chunk opens in its own place only.
void picture(fuzz::FuzzInput& input, const PairKeys& keys)
{
    const PictureSeal sealer(SecretKey::copyOf(keys.sendChain.bytes()), keys.sending);
    const std::uint32_t number = input.u8();
    const bool isLast = input.flag();
    const std::uint32_t asNumber = input.u8();
    const bool asLast = input.flag();
    const auto chunk = input.take(input.u8());
    const auto opened = sealer.open(sealer.seal(chunk, number, isLast), asNumber, asLast);
    fuzz::require(opened.ok() == (number == asNumber && isLast == asLast), "a chunk opens in its place");
    fuzz::require(!opened.ok() || std::ranges::equal(*opened, chunk), "what opens is what was sealed");
    fuzz::require(!sealer.open(input.take(input.u8()), number, isLast).ok(),
                  "nothing opens that was not sealed");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fuzz::FuzzInput input(data, size);
    auto keys = fuzz::fixedKeys();
    picture(input, keys.first);
    Wire wire(std::move(keys));
    for (std::size_t i = 0; i < operationsMax && !input.empty(); ++i)
        wire.run(input);
    return 0;
}
