// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One frame of every kind, every field set to something that is not its default.

#include "common/protocol/Messages.h"

#include <string>
#include <string_view>
#include <vector>

namespace chatmet::protocol::tests {

template <class AnyId> AnyId idOf(char filling)
{
    return AnyId::fromBytes(std::string(16, filling)).value();
}

inline SharedBytes bytesOf(std::string_view text)
{
    return SharedBytes(WipedBytes(text.begin(), text.end()));
}

inline const ConversationId conversation = idOf<ConversationId>('c');
inline const StreamId stream = idOf<StreamId>('s');
inline const MemberId member = idOf<MemberId>('m');
inline const SessionToken token = idOf<SessionToken>('t');

inline RoomProof proofOf(char filling)
{
    RoomProof proof;
    proof.fill(static_cast<std::uint8_t>(filling));
    return proof;
}

/// Every kind that a client may send.
inline std::vector<ClientFrame> clientFrames()
{
    return {
        {0, 0, Hello{1, "Asha आशा", "0.1.0", System::Windows, {}, false}, {}},
        {0, 0, Hello{1, "Asha", "0.1.0", System::MacOs, Resume{token, 77}, false}, {}},
        {1, 2, Goodbye{}, {}},
        {0, 3, Acknowledgement{}, {}},
        {2, 3, HoldingsRequest{7}, {}},
        {0, 0, Puzzle{"as the server gave it", "12345678"}, {}},
        {3, 4, Meet{{"music", "हिन्दी"}}, {}},
        {3, 4, Meet{}, {}},
        {4, 5, CancelMeet{}, {}},
        {6, 7, Leave{conversation}, {}},
        {7, 8, KeyExchange{conversation, KeyStep::Share}, bytesOf("public key")},
        {7, 8, KeyExchange{conversation, KeyStep::Chain, member}, bytesOf("chain")},
        {300, 70'000, Send{conversation, 12}, bytesOf("opaque")},
        {301, 70'000, Send{conversation, 13, 19}, bytesOf("sealed notice")},
        {0, 1, Typing{conversation, {}, true}, {}},
        {8, 1, StreamAccept{conversation, stream, member, 4}, {}},
        {8, 1, StreamAccept{conversation, stream, member, 4, idOf<StreamId>('o')}, {}},
        {9, 1, StreamOpen{conversation, stream, 20'000'000}, {}},
        {0, 1, StreamChunk{conversation, stream, 305}, bytesOf("chunk")},
        {0, 1, StreamCredit{conversation, stream, 300, 304}, {}},
        {10, 1, StreamEnd{conversation, stream, StreamOutcome::Cancelled}, {}},
        {11, 1, Report{conversation, member, ReportReason::Spam}, {}},
        {12, 1, Block{conversation, member}, {}},
        {13, 1, OpenRoom{proofOf('a')}, bytesOf("key package")},
        {14, 1, JoinRoom{conversation, proofOf('p')}, bytesOf("key package")},
        {15, 1, LockRoom{conversation, true}, {}},
        {16, 1, RemoveMember{conversation, member, proofOf('n')}, {}},
    };
}

inline std::vector<ServerFrame> serverFrames()
{
    return {
        {0,
         0,
         Welcome{1, token, 1'700'000'000'123, 20'000, 90, "name", "contact", "rules", "country", "law", true},
         {}},
        {0, 0, HelloAgain{1}, {}},
        {0, 5, ErrorAnswer{Errc::ServerFull, "full", 5'000, 6, conversation, stream, true}, {}},
        {0, 5, ErrorAnswer{Errc::NotSupported, "", 0, 0, {}, {}, false}, {}},
        {0, 16, Acknowledgement{}, {}},
        {0, 1, Farewell{Errc::ShuttingDown, 2'345}, {}},
        {1, 1, Waiting{}, {}},
        {2, 2, MeetCancelled{}, {}},
        {3,
         3,
         Paired{conversation, member, idOf<MemberId>('p'), "Bo", {"music", "tea"}, true, 1'700'000'000'000},
         {}},
        {4, 3, Ended{conversation, EndReason::Lost, 120'000}, {}},
        {4, 3, Reported{conversation, member}, {}},
        {4, 3, Blocked{conversation, member}, {}},
        {4, 3, Unsent{conversation, 19, member}, {}},
        {4, 3, RoomOpened{conversation, member, 50}, {}},
        {4, 3, RoomJoined{conversation, member, idOf<MemberId>('h'), true, 50}, {}},
        {4, 3, MemberJoined{conversation, member, "Chandra चन्द्र", true, true}, bytesOf("key package")},
        {4, 3, MemberLeft{conversation, member, EndReason::Removed}, {}},
        {4, 3, RoomChanged{conversation, member, true}, {}},
        {4, 4, KeyExchanged{conversation, member, KeyStep::Reveal}, bytesOf("opened")},
        {5, 4, Accepted{conversation, 12, 20, 1'700'000'000'001}, {}},
        {UINT64_MAX, UINT64_MAX, Message{conversation, member, 21, 1'700'000'000'002}, bytesOf("opaque")},
        {0, 4, Typing{conversation, member, true}, {}},
        {6, 4, StreamAccept{conversation, stream, member, 4}, {}},
        {7, 4, StreamOpen{conversation, stream, 20'000'000}, {}},
        {0, 4, StreamChunk{conversation, stream, 305}, bytesOf("chunk")},
        {0, 4, StreamCredit{conversation, stream, 300, 304}, {}},
        {8, 4, StreamEnd{conversation, stream, StreamOutcome::Refused}, {}},
        {0, 1, Holdings{1, 3}, bytesOf("page")},
        {0, 0, PuzzleChallenge{"what the server gives", 17}, {}},
    };
}

} // namespace chatmet::protocol::tests
