// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// MessageStore, MessageListModel and ConversationListModel under Qt's model tester.
#include "client/model/ConversationListModel.h"
#include "client/model/MessageListModel.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace chatmet::client;

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
