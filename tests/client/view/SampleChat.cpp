// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/client/view/SampleChat.h"

#include "client/model/RoomEvents.h"
#include "client/model/TextRules.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QPainter>
#include <QPainterPath>

#include <cmath>

namespace chatmet::client::sample {

namespace {

// Today, so that no separator depends on the day of the run; minutes after seven in the evening.
qint64 at(int minute)
{
    return QDateTime(QDate::currentDate(), QTime(19, 0)).addSecs(60 * minute).toMSecsSinceEpoch();
}

} // namespace

Message text(const QString& words, bool own, int minute, DeliveryState state)
{
    Message message;
    message.own = own;
    message.timeMs = at(minute);
    message.text = words;
    message.delivery = own ? state : DeliveryState::Received;
    return message;
}

Message notice(const QString& words, int minute)
{
    Message message = text(words, false, minute);
    message.kind = MessageKind::Notice;
    return message;
}

Message met(int minute)
{
    return notice(said("chatmet::client::Pair", "You met %1.").arg(isolated(QStringLiteral("lantern-fox"))),
                  minute);
}

QString said(const char* context, const char* words, int count)
{
    return QCoreApplication::translate(context, words, nullptr, count);
}

QString stranger()
{
    return said("chatmet::client::PairPaths", "stranger");
}

QString typingStranger()
{
    return said("chatmet::client::PairPaths", "stranger · typing…");
}

QString peopleHere(int count)
{
    return said("chatmet::client::RoomPaths", "%n people", count);
}

QString peopleTyping(int count)
{
    return said("chatmet::client::RoomPaths", "%n people · typing…", count);
}

Message roomEvents(int minute)
{
    RoomEvents events;
    for (const char* name : {"anna", "boris", "chen", "dora", "emil"})
        events.add(RoomEvents::Event::Joined, QLatin1String(name));
    for (const char* name : {"dora", "anna"})
        events.add(RoomEvents::Event::Left, QLatin1String(name));
    return notice(events.text(), minute);
}

Message numbered(Message message, std::uint64_t number)
{
    message.number = number;
    return message;
}

Message answer(Message message, const Message& answered)
{
    message.replyTo = answered.number;
    message.replyKey = answered.key;
    return message;
}

Message takenBack(bool own, int minute)
{
    Message message = text({}, own, minute);
    message.kind = MessageKind::TakenBack;
    return message;
}

QImage photo(QSize size)
{
    QImage image(size, QImage::Format_RGB32);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    QLinearGradient sky(0, 0, 0, size.height() * 0.7);
    sky.setColorAt(0, QColor(0x24, 0x3B, 0x6B));
    sky.setColorAt(0.6, QColor(0xE0, 0x8A, 0x5B));
    sky.setColorAt(1, QColor(0xFB, 0xD9, 0x8A));
    painter.fillRect(image.rect(), sky);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(0xFF, 0xF1, 0xC4));
    painter.drawEllipse(QPointF(size.width() * 0.68, size.height() * 0.5), size.width() * 0.06,
                        size.width() * 0.06);
    for (int layer = 0; layer < 4; ++layer) {
        QPainterPath hills(QPointF(0, size.height()));
        for (int x = 0; x <= size.width(); x += 4) {
            const double wave =
                std::sin(x * (0.012 + layer * 0.004) + layer * 1.7) + 0.5 * std::sin(x * 0.031 + layer);
            hills.lineTo(x, size.height() * (0.55 + layer * 0.11) - wave * size.height() * 0.05);
        }
        hills.lineTo(size.width(), size.height());
        QLinearGradient shade(0, size.height() * 0.5, 0, size.height());
        shade.setColorAt(0, QColor(0x5B, 0x4A, 0x6E).darker(100 + layer * 35));
        shade.setColorAt(1, QColor(0x2A, 0x3A, 0x3C).darker(100 + layer * 30));
        painter.fillPath(hills, shade);
    }
    return image;
}

Message picture(PictureState state, bool own, int minute, bool withPreview)
{
    Message message = text({}, own, minute);
    message.kind = MessageKind::Picture;
    message.picture = state;
    message.pictureSize = {2048, 1365};
    message.pictureBytes = 640'000;
    message.pictureProgress = 450;
    if (withPreview)
        message.preview = photo({320, 213});
    return message;
}

void fillTalk(MessageStore* store)
{
    store->append(met());
    store->append(text(QStringLiteral("hey! what are you listening to these days?"), false, 2));
    store->append(text(QStringLiteral("आज सुबह से पुराने ग़ज़ल सुन रहा हूँ 🎶"), true, 3));
    store->append(text(QStringLiteral("and you?"), true, 3));
    store->append(text(QStringLiteral("field recordings. this is where I made the last one, there are more "
                                      "at https://example.org/rivers."),
                       false, 4));
    store->append(picture(PictureState::Offered, false, 4, false));
}

void fillPictures(MessageStore* store)
{
    store->append(met());
    Message moving = picture(PictureState::Moving, false, 3, false);
    store->append(moving);
    Message mine = picture(PictureState::Moving, true, 5, true);
    mine.text = QStringLiteral("from the balcony this morning");
    mine.delivery = DeliveryState::Sent;
    store->append(mine);
    store->append(text(QStringLiteral("lovely"), false, 6));
    store->append(text(QStringLiteral("This one did not make it."), true, 7, DeliveryState::Failed));
}

void fillFailedPictures(MessageStore* store)
{
    store->append(met());
    store->append(picture(PictureState::Failed, false, 3, false));
    store->append(picture(PictureState::Cancelled, false, 4, false));
    Message mine = picture(PictureState::Failed, true, 5, true);
    mine.file = QByteArray(640, 'x'); // still here, to be sent again
    mine.text = QStringLiteral("from the balcony this morning");
    store->append(mine);
    Message refused = picture(PictureState::Failed, true, 6, true);
    refused.delivery = DeliveryState::Failed;
    refused.file = mine.file;
    store->append(refused);
}

void fillPictureStates(MessageStore* store)
{
    store->append(picture(PictureState::Declined, false, 2, false));
    store->append(picture(PictureState::Waiting, false, 3, false));
    store->append(picture(PictureState::Decoding, false, 4, false));
    store->append(picture(PictureState::Offered, true, 5, true));
}

void fillRightToLeft(MessageStore* store)
{
    store->append(met());
    store->append(text(QStringLiteral("مرحبا، كيف حالك اليوم؟"), false, 2));
    store->append(text(QStringLiteral("שלום! הכל טוב, אני קורא את https://example.org/a עכשיו"), true, 3));
    store->append(
        text(QStringLiteral(
                 "English, then עברית, then العربية in one line\nनमस्ते 👋🏽"),
             false, 4));
    store->append(picture(PictureState::Offered, false, 4, false));
    store->append(text(QStringLiteral("ok"), true, 5, DeliveryState::Sent));
}

void fillAnswers(MessageStore* store)
{
    store->append(met());
    const MessageKey question = store->append(numbered(
        text(QStringLiteral("hey! what are you listening to these days, and where did you find it? I keep "
                            "going back to the same three records"),
             false, 2),
        1));
    const MessageKey gone = store->append(numbered(takenBack(false, 3), 2));
    const MessageKey photoKey = store->append(numbered(picture(PictureState::Here, false, 3, true), 3));
    store->append(numbered(answer(text(QStringLiteral("old ghazals"), true, 4), *store->find(question)), 4));
    store->append(numbered(
        answer(text(QStringLiteral("what a view, is that where you live?"), true, 4), *store->find(photoKey)),
        5));
    store->append(numbered(takenBack(true, 5), 6));
    Message missing = takenBack(false, 5);
    missing.kind = MessageKind::Missing;
    store->append(numbered(missing, 7));
    store->append(
        numbered(answer(text(QStringLiteral("sorry, that one was meant for somebody else"), false, 6),
                        *store->find(gone)),
                 8));
}

void fillEmoji(MessageStore* store)
{
    store->append(met());
    store->append(text(QStringLiteral("I passed!"), false, 2));
    store->append(text(QStringLiteral("🎉🎉🎉"), true, 3));
    store->append(text(QStringLiteral("👨‍👩‍👧‍👦 👋🏽 🇮🇳"), false, 3));
    store->append(text(QStringLiteral("1️⃣ ❤️"), true, 4));
    store->append(text(QStringLiteral("and one with words 😀 keeps its size"), false, 4));
    store->append(text(QStringLiteral("😀😀😀😀"), true, 5));
    store->append(text(QStringLiteral("😴"), false, 5));
}

void fillBusyRoom(MessageStore* store)
{
    store->append(roomEvents(0));
    store->append(text(QStringLiteral("Good evening!"), true, 0, DeliveryState::Sent));
    fillRoom(store);
    store->append(roomEvents(7));
}

QList<RoomMember> people()
{
    const auto idOf = [](char letter) {
        return *MemberId::fromBytes(std::string(MemberId::bytesCount, letter));
    };
    RoomMember own{idOf('o'), QStringLiteral("quiet-otter"), true, true, false, true};
    RoomMember boris{idOf('b'), QStringLiteral("boris"), false, false, false, true};
    RoomMember chen{idOf('c'), QStringLiteral("chen"), false, false, true, true};
    return {own, boris, chen};
}

namespace {

Message noticeOf(RoomEvents::Event event, const QStringList& names, int minute)
{
    RoomEvents events;
    for (const QString& name : names)
        events.add(event, name);
    return notice(events.text(), minute);
}

} // namespace

void fillRoom(MessageStore* store)
{
    const QList<RoomMember> members = people();
    const auto by = [&members](int who, Message message) {
        message.author = members.at(who).id;
        message.authorName = members.at(who).name;
        return message;
    };
    store->append(noticeOf(RoomEvents::Event::Joined, {QStringLiteral("boris"), QStringLiteral("chen")}, 1));
    store->append(by(1, numbered(text(QStringLiteral("The kettle is on."), false, 2), 1)));
    store->append(by(1, numbered(text(QStringLiteral("Bring the small cups, the others are all in the "
                                                     "sink."),
                                      false, 2),
                                 2)));
    store->append(by(2, numbered(text(QStringLiteral("Coming! Five minutes."), false, 3), 3)));
    store->append(
        numbered(text(QStringLiteral("Is there any ginger left?"), true, 4, DeliveryState::Sent), 4));
    store->append(noticeOf(RoomEvents::Event::Left, {QStringLiteral("dora")}, 5));
    store->append(by(2, numbered(text(QStringLiteral("अदरक है, और शहद भी।"), false, 6), 5)));
}

} // namespace chatmet::client::sample
