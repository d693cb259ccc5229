// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// MessageStore, MessageListModel and ConversationListModel under Qt's model tester.
#include "client/model/ConversationListModel.h"
#include "client/model/MessageListModel.h"
#include "client/model/MessageWords.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet::client;

Q_DECLARE_METATYPE(chatmet::client::Message)

namespace {

Message text(const QString& words)
{
    Message message;
    message.text = words;
    return message;
}

} // namespace

class MessageModelsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void store_keys_findTheirRows();
    void store_full_dropsTheOldest();
    void store_clear_forgetsKeysForGood();
    void store_change_namesTheRow();
    void store_remove_keepsKeysAndOrder();
    void store_remove_ofTheFirstTheLastAndAll();
    void model_followsTheStore();
    void model_speaksTheState();
    void model_speaksWhatIsAnsweredAndWhatIsGone();
    void model_speaksNameTimeTextState_data();
    void model_speaksNameTimeTextState();
    void conversations_changeWithFewSignals();
};

void MessageModelsTest::store_keys_findTheirRows()
{
    MessageStore store;
    const MessageKey first = store.append(text(QStringLiteral("1")));
    const MessageKey second = store.append(text(QStringLiteral("2")));
    QVERIFY(first != second);
    QCOMPARE(store.rowOf(second), 1);
    QCOMPARE(store.find(first)->text, QStringLiteral("1"));
    QCOMPARE(store.rowOf(MessageKey{99}), -1);
    QCOMPARE(store.find(MessageKey{0}), nullptr);
    QCOMPARE(store.findLast([](const Message&) { return true; })->key, second);
}

void MessageModelsTest::store_remove_keepsKeysAndOrder()
{
    MessageStore store;
    MessageListModel model(&store);
    QAbstractItemModelTester tester(&model);
    QList<MessageKey> keys;
    for (int i = 0; i < 20; ++i)
        keys.append(store.append(text(QString::number(i))));
    QSignalSpy removed(&store, &MessageStore::removed);
    // 3, 4, 5 in a run, and 12.
    const auto fits = [](const Message& row) {
        const int number = row.text.toInt();
        return (number >= 3 && number <= 5) || number == 12;
    };
    QCOMPARE(store.remove(fits), 4);
    QCOMPARE(removed.size(), 2);
    QCOMPARE(store.count(), 16);
    for (int i = 0; i < 20; ++i) {
        const bool isGone = (i >= 3 && i <= 5) || i == 12;
        QCOMPARE(store.find(keys.at(i)) == nullptr, isGone);
        if (!isGone)
            QCOMPARE(store.find(keys.at(i))->text, QString::number(i));
    }
    // Keys go on where they were, and find their rows.
    const MessageKey next = store.append(text(QStringLiteral("20")));
    QVERIFY(next > keys.last());
    QCOMPARE(store.rowOf(next), store.count() - 1);
    QVERIFY(store.change(keys.at(13), [](Message& row) { row.text = QStringLiteral("changed"); }));
    QCOMPARE(store.at(9).text, QStringLiteral("changed"));
    QCOMPARE(store.remove(fits), 0);
}

void MessageModelsTest::store_remove_ofTheFirstTheLastAndAll()
{
    MessageStore store;
    MessageListModel model(&store);
    QAbstractItemModelTester tester(&model);
    for (int i = 0; i < 5; ++i)
        store.append(text(QString::number(i)));
    QCOMPARE(store.remove([](const Message& row) { return row.text == u"0" || row.text == u"4"; }), 2);
    QCOMPARE(store.at(0).text, QStringLiteral("1"));
    QCOMPARE(store.remove([](const Message&) { return true; }), 3);
    QCOMPARE(store.count(), 0);
    QCOMPARE(store.rowOf(MessageKey{1}), -1);
    const MessageKey key = store.append(text(QStringLiteral("again")));
    QCOMPARE(store.rowOf(key), 0);
}

void MessageModelsTest::store_full_dropsTheOldest()
{
    MessageStore store;
    MessageListModel model(&store);
    QAbstractItemModelTester tester(&model);
    const MessageKey first = store.append(text(QStringLiteral("oldest")));
    for (int i = 1; i < MessageStore::rowsMax; ++i)
        store.append(text(QString::number(i)));
    QVERIFY(store.find(first) != nullptr);
    const MessageKey last = store.append(text(QStringLiteral("one more")));
    QCOMPARE(store.count(), MessageStore::rowsMax);
    QCOMPARE(store.find(first), nullptr);
    QCOMPARE(store.rowOf(last), MessageStore::rowsMax - 1);
}

void MessageModelsTest::store_clear_forgetsKeysForGood()
{
    MessageStore store;
    const MessageKey before = store.append(text(QStringLiteral("x")));
    store.clear();
    QCOMPARE(store.count(), 0);
    QCOMPARE(store.find(before), nullptr);
    QVERIFY(!store.change(before, [](Message&) {}));
    QVERIFY(store.append(text(QStringLiteral("y"))) != before);
}

void MessageModelsTest::store_change_namesTheRow()
{
    MessageStore store;
    store.append(text(QStringLiteral("x")));
    const MessageKey key = store.append(text(QStringLiteral("y")));
    QSignalSpy changed(&store, &MessageStore::changed);
    QVERIFY(store.change(key, [](Message& row) { row.text = QStringLiteral("z"); }));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed[0][0].toInt(), 1);
}

void MessageModelsTest::model_followsTheStore()
{
    MessageStore store;
    MessageListModel model(&store);
    QAbstractItemModelTester tester(&model);
    const MessageKey key = store.append(text(QStringLiteral("<b>x</b>")));
    QCOMPARE(model.rowCount(), 1);
    QCOMPARE(model.index(0).data().toString(), QStringLiteral("<b>x</b>"));
    QCOMPARE(model.index(0).data(MessageListModel::KeyRole).toULongLong(), static_cast<quint64>(key));
    store.change(key, [](Message& row) { row.delivery = DeliveryState::Sent; });
    store.clear();
    QCOMPARE(model.rowCount(), 0);
    QVERIFY(!model.index(0).isValid());
}

void MessageModelsTest::model_speaksTheState()
{
    MessageStore store;
    MessageListModel model(&store);
    model.setPartnerName(QStringLiteral("heron"));
    Message own = text(QStringLiteral("hello"));
    own.own = true;
    own.delivery = DeliveryState::Failed;
    store.append(own);
    store.append(text(QStringLiteral("hi")));
    QVERIFY(model.index(0).data(Qt::AccessibleTextRole).toString().contains(QStringLiteral("failed")));
    QVERIFY(model.index(1).data(Qt::AccessibleTextRole).toString().startsWith(QStringLiteral("heron")));
}

void MessageModelsTest::model_speaksWhatIsAnsweredAndWhatIsGone()
{
    MessageStore store;
    MessageListModel model(&store);
    model.setPartnerName(QStringLiteral("heron"));
    const auto spoken = [&](int row) { return model.index(row).data(Qt::AccessibleTextRole).toString(); };
    const MessageKey question = store.append(text(QStringLiteral("a question")));
    Message answer = text(QStringLiteral("an answer"));
    answer.own = true;
    answer.replyTo = 1;
    answer.replyKey = question;
    store.append(answer);
    QVERIFY(spoken(1).contains(QStringLiteral("replying to a question: an answer")));
    store.change(question, [](Message& row) {
        row.kind = MessageKind::TakenBack;
        row.text.clear();
    });
    QVERIFY(spoken(0).startsWith(QStringLiteral("heron")));
    QVERIFY(spoken(0).contains(QStringLiteral("taken back")));
    QVERIFY(spoken(1).contains(QStringLiteral("replying to a message that was taken back: an answer")));
    Message missing;
    missing.kind = MessageKind::Missing;
    store.append(missing);
    QVERIFY(spoken(2).contains(QStringLiteral("missing")));
}

void MessageModelsTest::model_speaksNameTimeTextState_data()
{
    QTest::addColumn<Message>("message");
    QTest::addColumn<QString>("spoken");
    const auto row = [](const char* name, const Message& message, const QString& spoken) {
        QTest::newRow(name) << message << spoken;
    };
    const auto own = [](DeliveryState delivery) {
        Message message = text(QStringLiteral("hello"));
        message.own = true;
        message.delivery = delivery;
        return message;
    };
    row("received", text(QStringLiteral("two\nlines")), QStringLiteral("heron, T, two\nlines"));
    row("sending", own(DeliveryState::Sending), QStringLiteral("You, T, hello, sending"));
    row("sent", own(DeliveryState::Sent), QStringLiteral("You, T, hello, sent"));
    row("delivered", own(DeliveryState::Delivered), QStringLiteral("You, T, hello, delivered"));
    row("failed", own(DeliveryState::Failed), QStringLiteral("You, T, hello, failed"));
    row("emoji", text(QStringLiteral("🎉")), QStringLiteral("heron, T, 🎉"));
    Message member = text(QStringLiteral("hi"));
    member.authorName = QStringLiteral("boris");
    row("member", member, QStringLiteral("boris, T, hi"));
    const auto of = [](MessageKind kind, const QString& words) {
        Message message = text(words);
        message.kind = kind;
        return message;
    };
    row("notice", of(MessageKind::Notice, QStringLiteral("4 people came in, 1 left.\nanna has come in.")),
        QStringLiteral("4 people came in, 1 left. anna has come in."));
    row("missing", of(MessageKind::Missing, {}),
        QStringLiteral("A message is missing here. The server says that it was taken back."));
    row("taken back", of(MessageKind::TakenBack, {}),
        QStringLiteral("heron, T, a message that was taken back"));
    row("unknown", of(MessageKind::Unsupported, {}),
        QStringLiteral("heron, T, a kind of message that this version does not know"));
    const auto picture = [&](bool isOwn, PictureState state, const QString& caption = {}) {
        Message message = of(MessageKind::Picture, caption);
        message.own = isOwn;
        message.delivery = isOwn ? DeliveryState::Sent : DeliveryState::Received;
        message.picture = state;
        message.pictureSize = {640, 480};
        message.pictureBytes = 64'000;
        message.pictureProgress = 450;
        if (isOwn || state == PictureState::Here)
            message.preview = QImage(1, 1, QImage::Format_RGB32);
        return message;
    };
    const QString unseen = QStringLiteral("heron, T, Picture, 640 × 480, 64 kB");
    row("offer", picture(false, PictureState::Offered), unseen + QStringLiteral(", waits to be shown"));
    row("offer with caption", picture(false, PictureState::Offered, QStringLiteral("a cat")),
        unseen + QStringLiteral(", a cat, waits to be shown"));
    row("not now", picture(false, PictureState::Declined), unseen + QStringLiteral(", not shown"));
    row("asked for", picture(false, PictureState::Waiting), unseen + QStringLiteral(", Asked for"));
    row("receiving", picture(false, PictureState::Moving), unseen + QStringLiteral(", Receiving, 45 %"));
    row("opening", picture(false, PictureState::Decoding), unseen + QStringLiteral(", Opening"));
    row("cancelled", picture(false, PictureState::Cancelled), unseen + QStringLiteral(", cancelled"));
    row("broken", picture(false, PictureState::Failed), unseen + QStringLiteral(", It did not get through."));
    row("not opened", picture(false, PictureState::NotOpened), unseen + QStringLiteral(", was not opened"));
    row("seen", picture(false, PictureState::Here, QStringLiteral("a cat")),
        QStringLiteral("heron, T, picture, a cat"));
    row("own offer", picture(true, PictureState::Offered),
        QStringLiteral("You, T, picture, Waits until it is asked for, sent"));
    row("own not wanted", picture(true, PictureState::Declined),
        QStringLiteral("You, T, picture, not wanted for now, sent"));
    row("own moving", picture(true, PictureState::Moving, QStringLiteral("a cat")),
        QStringLiteral("You, T, picture, a cat, Sending, 45 %, sent"));
    row("own taken back", picture(true, PictureState::Cancelled),
        QStringLiteral("You, T, picture, taken back, sent"));
    Message answer = own(DeliveryState::Delivered);
    answer.replyTo = 9;
    row("answer to what is gone", answer,
        QStringLiteral("You, T, replying to an earlier message: hello, delivered"));
}

void MessageModelsTest::model_speaksNameTimeTextState()
{
    QFETCH(Message, message);
    QFETCH(QString, spoken);
    MessageStore store;
    MessageListModel model(&store);
    model.setPartnerName(QStringLiteral("heron"));
    message.timeMs = QDateTime(QDate(2024, 5, 1), QTime(19, 3)).toMSecsSinceEpoch();
    store.append(message);
    QString heard = model.index(0).data(Qt::AccessibleTextRole).toString();
    QCOMPARE(heard.replace(MessageWords::time(message.timeMs), QStringLiteral("T")), spoken);
}

void MessageModelsTest::conversations_changeWithFewSignals()
{
    ConversationListModel model;
    QAbstractItemModelTester tester(&model);
    QSignalSpy inserted(&model, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&model, &QAbstractItemModel::rowsRemoved);
    QSignalSpy reset(&model, &QAbstractItemModel::modelReset);
    model.setConversations({{QStringLiteral("heron"), QStringLiteral("stranger"), 0, false}});
    model.setConversations({{QStringLiteral("heron"), QStringLiteral("typing…"), 2, false}});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(model.index(0).data(ConversationListModel::UnreadRole).toInt(), 2);
    model.setConversations({});
    QCOMPARE(removed.size(), 1);
    QCOMPARE(reset.size(), 0);
}

QTEST_GUILESS_MAIN(MessageModelsTest)
#include "MessageModelsTest.moc"
