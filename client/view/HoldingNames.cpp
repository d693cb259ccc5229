// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/HoldingNames.h"

namespace chatmet::client {

QString HoldingNames::structure(const std::string& path)
{
    if (path == "session" || path.empty())
        return tr("Session");
    if (path == "recentPartners")
        return tr("Last partners");
    if (path == "blocks")
        return tr("Blocks");
    if (path == "ticket")
        return tr("For reporting or blocking somebody after the end");
    if (path == "connection")
        return tr("Connection");
    if (path == "session.outbox" || path == "session.outbox.frames")
        return tr("Not yet confirmed by you");
    if (path == "matchmaker" || path == "matchmaker.waiting")
        return tr("Search");
    if (path == "conversation")
        return tr("Pair");
    if (path == "conversation.own")
        return tr("Your side of the pair");
    if (path == "conversation.partner")
        return tr("The other side of the pair");
    if (path == "conversation.pictures.streams")
        return tr("Picture on its way");
    if (path == "conversation.pictures.ended")
        return tr("Picture that has passed");
    if (path == "room")
        return tr("Room");
    if (path == "room.entry")
        return tr("Who gets into the room");
    if (path == "room.own")
        return tr("You in the room");
    if (path == "room.others")
        return tr("The others in the room");
    if (path == "room.pictures.streams")
        return tr("Picture on its way in the room");
    if (path == "room.pictures.others")
        return tr("Picture on its way between others in the room");
    if (path == "room.pictures.ended")
        return tr("Picture that has passed in the room");
    if (path == "ending")
        return tr("Pair that has ended");
    if (path == "ending.own")
        return tr("Your side of a pair that has ended");
    if (path == "ending.partner")
        return tr("The other side of a pair that has ended");
    if (path == "line" || path == "line.socket" || path == "line.kernel")
        return tr("Line");
    if (path == "line.queue" || path == "line.queue.waiting")
        return tr("Waiting to be sent to you");
    if (path == "line.queue.underWay" || path == "line.socket.writing")
        return tr("Being sent to you");
    if (path == "line.tls")
        return tr("Encryption of the line");
    if (path == "hub")
        return tr("At work at this moment");
    if (path == "session.limits")
        return tr("Limits of your session");
    if (path == "address")
        return tr("Your network address, with everybody’s who shares it");
    if (path == "accessLog")
        return tr("Access log, on the server’s disk");
    return {};
}

QString HoldingNames::sessionField(const std::string& name)
{
    if (name == "id")
        return tr("random number");
    if (name == "session")
        return tr("whose it is");
    if (name == "connection")
        return tr("which line");
    if (name == "token")
        return tr("token");
    if (name == "username")
        return tr("username");
    if (name == "charge")
        return tr("counted against the server’s memory, in bytes");
    if (name == "pair")
        return tr("which pair");
    if (name == "conversation")
        return tr("which conversation");
    if (name == "rooms")
        return tr("which rooms");
    if (name == "lastTaken")
        return tr("frames taken from you");
    if (name == "untold")
        return tr("frames taken and not confirmed to you yet");
    if (name == "untoldSinceMs")
        return tr("when the first of those came");
    if (name == "sinceMs")
        return tr("when it began");
    if (name == "holdingsToldMs" || name == "listedMs")
        return tr("when this list was last told");
    if (name == "phase")
        return tr("state");
    if (name == "erasing")
        return tr("pairs that are being erased");
    if (name == "greeting")
        return tr("has not said hello");
    if (name == "owing")
        return tr("has frames to be confirmed");
    if (name == "overflowed")
        return tr("reads too slowly");
    if (name == "tokenBefore" || name == "tokens")
        return tr("tokens to come back with");
    if (name == "recentPartners" || name == "partners")
        return tr("random numbers of your last partners, so that others come first");
    if (name == "from")
        return tr(
            "numbers in the place of your address and its network, for limits and to see whether it changes");
    if (name == "toldOnline")
        return tr("how many people online you were last told of");
    if (name == "formerLines")
        return tr("lines that are being closed");
    if (name == "awaySinceMs" || name == "away")
        return tr("since when your line was down");
    if (name == "searchToGoOn")
        return tr("the search that goes on when you are back");
    if (name == "endings" || name == "unconfirmed")
        return tr("pairs whose erasure is not confirmed yet");
    return {};
}

QString HoldingNames::frameField(const std::string& name)
{
    if (name == "lastSequence")
        return tr("frames numbered");
    if (name == "acknowledged")
        return tr("frames that you have confirmed");
    if (name == "bytes")
        return tr("bytes in all");
    if (name == "sequence")
        return tr("numbers");
    if (name == "kind")
        return tr("what the frames are");
    if (name == "message")
        return tr("numbers of messages");
    if (name == "body")
        return tr("what the frames hold");
    if (name == "lane")
        return tr("which goes first");
    if (name == "head")
        return tr("lengths and numbers");
    if (name == "stream")
        return tr("which picture");
    if (name == "author")
        return tr("who wrote them");
    if (name == "erasedUnderWay")
        return tr("pairs whose erasure waits for what is being sent");
    if (name == "chatOnly")
        return tr("nothing but the last words");
    if (name == "events" || name == "effects" || name == "dirty")
        return tr("what is being done for you");
    return {};
}

QString HoldingNames::pairField(const std::string& name)
{
    if (name == "member")
        return tr("random number of this side");
    if (name == "keySteps")
        return tr("steps towards the keys of the pair");
    if (name == "package")
        return tr("public keys, for who joins later");
    if (name == "admission")
        return tr("what an invite is checked against");
    if (name == "locked")
        return tr("locked");
    if (name == "leaver")
        return tr("your random number there");
    if (name == "lastSenderNumber")
        return tr("messages sent");
    if (name == "lastNumber")
        return tr("messages in all");
    if (name == "sender")
        return tr("who sends");
    if (name == "receiver")
        return tr("who receives");
    if (name == "bytesCount")
        return tr("size in bytes");
    if (name == "chunksCount")
        return tr("pieces");
    if (name == "relayed")
        return tr("pieces passed on");
    if (name == "received")
        return tr("bytes or pieces received");
    if (name == "allowed")
        return tr("pieces allowed");
    if (name == "again")
        return tr("asked for again");
    if (name == "arrival")
        return tr("order of arrival");
    if (name == "open")
        return tr("open");
    if (name == "place" || name == "agePlace" || name == "topicPlaces")
        return tr("place in the queues");
    if (name == "topics" || name == "byTopic")
        return tr("topics");
    if (name == "young")
        return tr("waits for a shared topic, and for somebody new, first");
    if (name == "relations")
        return tr("random numbers of people whom you have blocked, or who have blocked you");
    if (name == "other" || name == "otherNumber" || name == "otherTag")
        return tr("random numbers in the place of the other person");
    if (name == "others")
        return tr("that others have one about you");
    if (name == "reported")
        return tr("was used for a report");
    if (name == "blocked")
        return tr("was used for a block");
    if (name == "reason" || name == "reasonForOthers")
        return tr("why it ended");
    if (name == "halted" || name == "resumed")
        return tr("stood still while a line was down");
    return {};
}

QString HoldingNames::lineField(const std::string& name)
{
    if (name == "address")
        return tr("address");
    if (name == "time")
        return tr("time of arrival, to the minute");
    if (name == "version")
        return tr("version of your program");
    if (name == "system")
        return tr("operating system");
    if (name == "closing" || name == "closeCode" || name == "closeSent")
        return tr("is being closed");
    if (name == "writing")
        return tr("is sending");
    if (name == "deadline")
        return tr("when it would be given up");
    if (name == "pending")
        return tr("operations under way");
    if (name == "upgradeBytes" || name == "incoming" || name == "droppedBytes")
        return tr("bytes that have just come");
    if (name == "lastHeardMs")
        return tr("when you were last heard");
    if (name == "pinged" || name == "pinging")
        return tr("asked whether you are still there");
    if (name == "saidGoodbye" || name == "failed")
        return tr("has ended");
    if (name == "held" || name == "ownBytes" || name == "charged")
        return tr("counted against the server’s memory, in bytes");
    if (name == "stall")
        return tr("a look at whether the line still moves");
    if (name == "helloUntilMs")
        return tr("by when the greeting had to be over");
    if (name == "asked")
        return tr("the sum that your program was asked for");
    if (name == "taken")
        return tr("how much was asked for of late");
    if (name == "sessions")
        return tr("people who are here at the moment");
    if (name == "strikes")
        return tr("reports of somebody there, as random numbers");
    if (name == "webSocket")
        return tr("buffers");
    if (name == "keys")
        return tr("keys");
    return {};
}

QString HoldingNames::of(const std::string& field)
{
    const std::size_t dot = field.rfind('.');
    const std::string name = dot == std::string::npos ? field : field.substr(dot + 1);
    const QString what = structure(dot == std::string::npos ? std::string() : field.substr(0, dot));
    for (const auto words : {&sessionField, &frameField, &pairField, &lineField}) {
        const QString told = words(name);
        if (!told.isEmpty() && !what.isEmpty())
            return tr("%1: %2").arg(what, told);
    }
    return {};
}

} // namespace chatmet::client
