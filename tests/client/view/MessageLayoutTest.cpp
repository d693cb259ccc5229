// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Rows of every shape: what is painted lies within what was measured, nothing overlaps, sides are right.
#include "client/model/MessageWords.h"
#include "client/view/MessageDelegate.h"
#include "client/view/Theme.h"
#include "tests/client/view/SampleChat.h"
#include "tests/client/view/ViewTesting.h"

#include <QApplication>
#include <QPainter>

using namespace chatmet::client;

Q_DECLARE_METATYPE(chatmet::client::Message)

class MessageLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(qApp); }

    void row_anyShape_paintsInsideItsSize_data()
    {
        QTest::addColumn<Message>("message");
        QTest::addColumn<int>("width");
        const QString words = QStringLiteral("all work and no play ").repeated(190);
        const QList<std::pair<const char*, Message>> shapes{
            {"short", sample::text(QStringLiteral("ok"), true, 1)},
            {"failed", sample::text(QStringLiteral("ok"), true, 1, DeliveryState::Failed)},
            {"hindi",
             sample::text(QStringLiteral("आज सुबह से पुराने ग़ज़ल सुन रहा हूँ, क्या तुम भी सुनते हो?"), false, 1)},
            {"emoji",
             sample::text(QStringLiteral("👨‍👩‍👧‍👦👋🏽🏔️🌅😅"), true, 1)},
            {"emoji alone",
             sample::text(QStringLiteral("👨‍👩‍👧‍👦👋🏽🏔️"), false, 1)},
            {"people", sample::roomEvents(1)},
            {"right to left",
             sample::text(QStringLiteral("مرحبا، كيف حالك https://example.org اليوم؟"), false, 1)},
            {"mixed", sample::text(QStringLiteral("one\nשתיים\nतीन"), true, 1)},
            {"4,000 characters", sample::text(words.left(4'000), false, 1)},
            {"long word", sample::text(QString(900, u'w'), true, 1)},
            {"lines", sample::text(QString(300, u'\n'), false, 1)},
            {"marks", sample::text(u'a' + QString(400, QChar(0x0301)), false, 1)},
            {"notice", sample::notice(QStringLiteral("You met somebody with a name ").repeated(8), 1)},
            {"offer", sample::picture(PictureState::Offered, false, 1, false)},
            {"not shown", sample::picture(PictureState::Declined, false, 1, false)},
            {"receiving", sample::picture(PictureState::Moving, false, 1, false)},
            {"sending", sample::picture(PictureState::Moving, true, 1, true)},
            {"here", sample::picture(PictureState::Here, false, 1, true)},
            {"cancelled", sample::picture(PictureState::Cancelled, true, 1, true)},
            {"broken", sample::picture(PictureState::Failed, false, 1, false)},
            {"not opened", sample::picture(PictureState::NotOpened, false, 1, false)}};
        for (const auto& [name, message] : shapes) {
            for (const int width : {300, 480, 728, 1400})
                QTest::addRow("%s at %d", name, width) << message << width;
        }
    }

    void row_anyShape_paintsInsideItsSize()
    {
        QFETCH(Message, message);
        QFETCH(int, width);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            const MessageLayout row =
                MessageLayout::of(message, {true, true, true}, *m_theme, width, direction);
            const QRect whole(0, 0, width, row.height);
            QList<QRect> inBubble{row.media, row.textRect, row.meta};
            for (const RowButton& button : row.buttons)
                inBubble.append(button.rect);
            if (row.bubble.isNull()) {
                QVERIFY(whole.contains(row.textRect));
            } else {
                QVERIFY(whole.contains(row.bubble));
                for (const QRect& rect : inBubble)
                    QVERIFY(rect.isNull() || row.bubble.contains(rect));
                for (const QRect& rect : {row.title, row.status, row.bar})
                    QVERIFY(rect.isNull() || row.card.contains(rect));
                const bool atRight = message.own == (direction == Qt::LeftToRight);
                QCOMPARE(atRight ? width - 1 - row.bubble.right() : row.bubble.left(), m_theme->px(18));
            }
            QVERIFY(whole.contains(row.day));
            QVERIFY(!row.textRect.intersects(row.meta));
            QVERIFY(!row.media.intersects(row.textRect));
        }
    }

    void bubble_longText_takesAtMostSixtyPercent()
    {
        const Message message = sample::text(QStringLiteral("many words in a row ").repeated(60), false, 1);
        for (const int width : {700, 900, 1200}) {
            const MessageLayout row = MessageLayout::of(message, {}, *m_theme, width, Qt::LeftToRight);
            QVERIFY(row.bubble.width() <= width * 6 / 10 + 1);
            QVERIFY(row.bubble.width() > width * 4 / 10 || width > 1000);
        }
    }

    void delegate_sizeHint_isWhatItPaints()
    {
        MessageStore store;
        MessageListModel model(&store);
        sample::fillTalk(&store);
        sample::fillRightToLeft(&store);
        sample::fillAnswers(&store);
        MessageDelegate delegate(*m_theme);
        delegate.setWidth(600, Qt::LeftToRight);
        for (int row = 0; row < model.rowCount(); ++row) {
            const QModelIndex index = model.index(row);
            delegate.makeExact(index);
            const int height = delegate.sizeHint({}, index).height();
            QCOMPARE(height, delegate.layoutOf(index).height);
            // A margin of untouched pixels around the row shows paint that leaves it.
            QImage image(640, height + 40, QImage::Format_RGB32);
            image.fill(Qt::magenta);
            QStyleOptionViewItem option;
            option.rect = QRect(20, 20, 600, height);
            QPainter painter(&image);
            delegate.paint(&painter, option, index);
            painter.end();
            for (int x = 0; x < image.width(); ++x) {
                QCOMPARE(image.pixelColor(x, 19), QColor(Qt::magenta));
                QCOMPARE(image.pixelColor(x, 20 + height), QColor(Qt::magenta));
            }
            QVERIFY(image != QImage(image.size(), image.format()));
        }
    }

    void group_sameSpeakerWithinFiveMinutes_carriesMetaOnce()
    {
        MessageStore store;
        const MessageListModel model(&store);
        for (const int minute : {0, 4, 10})
            store.append(sample::text(QStringLiteral("x"), true, minute));
        store.append(sample::text(QStringLiteral("y"), false, 11));
        QVERIFY(contextOf(model, 0).firstOfGroup && !contextOf(model, 0).lastOfGroup);
        QVERIFY(!contextOf(model, 1).firstOfGroup && contextOf(model, 1).lastOfGroup);
        QVERIFY(contextOf(model, 2).firstOfGroup && contextOf(model, 2).lastOfGroup);
        QVERIFY(contextOf(model, 3).firstOfGroup && contextOf(model, 3).lastOfGroup);
        QVERIFY(!contextOf(model, 3).newDay);
        store.append(sample::text(QStringLiteral("tomorrow"), false, 6 * 60));
        QVERIFY(contextOf(model, 4).newDay);
        const MessageLayout quiet =
            MessageLayout::of(store.at(0), contextOf(model, 0), *m_theme, 600, Qt::LeftToRight);
        QVERIFY(quiet.meta.isNull());
    }

    void quote_anyShape_standsAboveTheRest_data()
    {
        QTest::addColumn<Message>("message");
        QTest::addColumn<QString>("quoted");
        const QString words = QStringLiteral("all work and no play ").repeated(12);
        const Message brief = sample::text(QStringLiteral("ok"), true, 1);
        QTest::newRow("short of long") << brief << words;
        QTest::newRow("long of short") << sample::text(words, false, 1) << QStringLiteral("ok");
        QTest::newRow("right to left") << brief << QStringLiteral("مرحبا، كيف حالك اليوم؟");
        QTest::newRow("picture") << sample::picture(PictureState::Here, false, 1, true) << words;
        QTest::newRow("offer") << sample::picture(PictureState::Offered, false, 1, false) << words;
    }

    void quote_anyShape_standsAboveTheRest()
    {
        QFETCH(Message, message);
        QFETCH(QString, quoted);
        RowContext context;
        context.quote = RowQuote{MessageKey{7}, QStringLiteral("lantern-fox"), quoted};
        for (const int width : {300, 480, 1400}) {
            for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
                const MessageLayout row = MessageLayout::of(message, context, *m_theme, width, direction);
                QVERIFY(row.bubble.contains(row.quote));
                for (const QRect& line : {row.quoteAuthor, row.quoteWords})
                    QVERIFY(!line.isNull() && row.quote.contains(line));
                QVERIFY(!row.quoteAuthor.intersects(row.quoteWords));
                for (const QRect& rect : {row.media, row.textRect, row.meta})
                    QVERIFY(rect.isNull() || (row.bubble.contains(rect) && rect.top() > row.quote.bottom()));
                QCOMPARE(row.partAt(row.quote.center()), RowPart::Quote);
                const MessageLayout plain = MessageLayout::of(message, {}, *m_theme, width, direction);
                QVERIFY(row.height > plain.height);
            }
        }
        context.quote->key = {}; // nowhere to go
        const MessageLayout row = MessageLayout::of(message, context, *m_theme, 480, Qt::LeftToRight);
        QCOMPARE(row.partAt(row.quote.center()), RowPart::None);
    }

    void quote_ofEveryKind_saysWhatIsThere()
    {
        MessageStore store;
        MessageListModel model(&store);
        model.setPartnerName(QStringLiteral("heron"));
        const MessageKey question =
            store.append(sample::numbered(sample::text(QStringLiteral("a\nquestion"), false, 1), 1));
        const auto quote = [&](int row) { return contextOf(model, row).quote.value_or(RowQuote()); };
        store.append(sample::answer(sample::text(QStringLiteral("x"), true, 2), *store.find(question)));
        QVERIFY(!contextOf(model, 0).quote);
        QCOMPARE(quote(1).text, QStringLiteral("a question"));
        QCOMPARE(quote(1).author, QStringLiteral("heron"));
        QCOMPARE(quote(1).key, question);
        const MessageKey own =
            store.append(sample::numbered(sample::picture(PictureState::Here, true, 3, true), 2));
        store.append(sample::answer(sample::text(QStringLiteral("y"), false, 4), *store.find(own)));
        QCOMPARE(quote(3).author, QStringLiteral("You"));
        QCOMPARE(quote(3).text, QStringLiteral("Picture"));
        store.change(own, [](Message& message) { message.text = QStringLiteral("a caption"); });
        QCOMPARE(quote(3).text, QStringLiteral("a caption"));
        store.change(question, [](Message& message) { message = goneLike(message); });
        QCOMPARE(quote(1).text, QStringLiteral("a message that was taken back"));
        Message lost = sample::text(QStringLiteral("z"), false, 5);
        lost.replyTo = 99;
        store.append(lost);
        QCOMPARE(quote(4).text, QStringLiteral("an earlier message"));
        QVERIFY(quote(4).author.isEmpty());
        QCOMPARE(quote(4).key, MessageKey{});
    }

    void delegate_answeredRowIsGone_itsWordsAreInNoLayout()
    {
        MessageStore store;
        MessageListModel model(&store);
        MessageDelegate delegate(*m_theme);
        delegate.setWidth(600, Qt::LeftToRight);
        const MessageKey question =
            store.append(sample::numbered(sample::text(QStringLiteral("a question"), false, 1), 1));
        store.append(sample::answer(sample::text(QStringLiteral("x"), true, 2), *store.find(question)));
        delegate.makeExact(model.index(1));
        QCOMPARE(delegate.layoutOf(model.index(1)).quoteText, QStringLiteral("a question"));
        store.change(question, [](Message& message) { message = goneLike(message); });
        delegate.outdate(model.index(0));
        QVERIFY(!delegate.isExact(model.index(1)));
        QCOMPARE(delegate.layoutOf(model.index(1)).quoteText,
                 QStringLiteral("a message that was taken back"));
    }

    void takenBack_isALine_andInNobodysGroup()
    {
        MessageStore store;
        MessageListModel model(&store);
        model.setPartnerName(QStringLiteral("heron"));
        store.append(sample::text(QStringLiteral("x"), true, 1));
        store.append(sample::takenBack(true, 1));
        store.append(sample::text(QStringLiteral("y"), true, 1));
        store.append(sample::takenBack(false, 1));
        Message missing = sample::takenBack(false, 1);
        missing.kind = MessageKind::Missing;
        store.append(missing);
        QVERIFY(contextOf(model, 0).lastOfGroup);
        QVERIFY(contextOf(model, 2).firstOfGroup && contextOf(model, 2).lastOfGroup);
        for (const int row : {1, 3, 4}) {
            const MessageLayout layout =
                MessageLayout::of(store.at(row), contextOf(model, row), *m_theme, 600, Qt::LeftToRight);
            QVERIFY(layout.bubble.isNull() && layout.meta.isNull());
            QVERIFY(layout.textRect.height() > 0);
        }
        QCOMPARE(MessageWords::line(store.at(1), QStringLiteral("heron")),
                 QStringLiteral("You took back a message."));
        QCOMPARE(MessageWords::line(store.at(3), QStringLiteral("heron")),
                 QStringLiteral("heron took back a message."));
        QCOMPARE(MessageWords::line(store.at(4), {}),
                 QStringLiteral("A message is missing here. The server says that it was taken back."));
    }

    void failed_insideAGroup_offersTryAgain()
    {
        const Message message = sample::text(QStringLiteral("x"), true, 1, DeliveryState::Failed);
        const MessageLayout row =
            MessageLayout::of(message, {false, false, false}, *m_theme, 600, Qt::LeftToRight);
        QCOMPARE(row.buttons.size(), 1);
        QCOMPARE(row.partAt(row.buttons.first().rect.center()), RowPart::Retry);
        QVERIFY(row.metaText.contains(QStringLiteral("failed")));
    }

    void failed_ownPicture_offersTryAgainOnceWhileItsFileIsHere()
    {
        Message message = sample::picture(PictureState::Failed, true, 1, true);
        const auto retries = [&] {
            QList<QRect> places;
            const auto row = MessageLayout::of(message, {}, *m_theme, 600, Qt::LeftToRight);
            for (const RowButton& button : row.buttons) {
                if (button.part == RowPart::Retry)
                    places.append(button.rect);
            }
            for (const QRect& place : std::as_const(places)) {
                if (!row.bubble.contains(place) || row.partAt(place.center()) != RowPart::Retry)
                    places.clear();
            }
            return places;
        };
        QVERIFY(retries().isEmpty());
        message.file = QByteArrayLiteral("bytes");
        QCOMPARE(retries().size(), 1);
        const MessageLayout row = MessageLayout::of(message, {}, *m_theme, 600, Qt::LeftToRight);
        QVERIFY(row.card.contains(retries().first()));
        QVERIFY(!row.meta.intersects(retries().first()));
        message.delivery = DeliveryState::Failed;
        QCOMPARE(retries().size(), 1);
        message.delivery = DeliveryState::Sent;
        message.own = false;
        QVERIFY(retries().isEmpty());
    }

    void emoji_alone_areLarger_andNothingElse()
    {
        const auto heightOf = [this](const Message& message) {
            return MessageLayout::of(message, {}, *m_theme, 600, Qt::LeftToRight).textRect.height();
        };
        const int usual = heightOf(sample::text(QStringLiteral("ok"), false, 1));
        for (const QString& words :
             {QStringLiteral("🎉"), QStringLiteral("🎉🎉🎉"),
              QStringLiteral("👨‍👩‍👧‍👦 🇮🇳"), QStringLiteral("1️⃣")}) {
            const int height = heightOf(sample::text(words, true, 1));
            QVERIFY2(height > usual * 3 / 2 && height < usual * 3, qPrintable(words));
        }
        for (const QString& words : {QStringLiteral("🎉🎉🎉🎉"), QStringLiteral("🎉 ok"), QStringLiteral("1")})
            QVERIFY2(heightOf(sample::text(words, true, 1)) < usual * 3 / 2, qPrintable(words));
        Message caption = sample::picture(PictureState::Here, false, 1, true);
        caption.text = QStringLiteral("🎉");
        QVERIFY(heightOf(caption) < usual * 3 / 2);
    }

    void events_openOrClosed_showOneLineOrAll()
    {
        const Message message = sample::roomEvents(1);
        for (const Qt::LayoutDirection direction : {Qt::LeftToRight, Qt::RightToLeft}) {
            RowContext context;
            const MessageLayout closed = MessageLayout::of(message, context, *m_theme, 480, direction);
            context.open = true;
            const MessageLayout open = MessageLayout::of(message, context, *m_theme, 480, direction);
            QVERIFY(open.textRect.height() > 6 * closed.textRect.height());
            for (const MessageLayout* row : {&closed, &open}) {
                QCOMPARE(row->partAt(row->textRect.center()), RowPart::Details);
                QCOMPARE(row->partAt(row->openMark.center()), RowPart::Details);
                QVERIFY(!row->openMark.intersects(row->textRect));
                QCOMPARE(row->openMark.left() < row->textRect.left(), direction == Qt::LeftToRight);
                QVERIFY(!row->isSelectable());
            }
        }
        const MessageLayout plain = MessageLayout::of(sample::notice(QStringLiteral("anna has left."), 1), {},
                                                      *m_theme, 480, Qt::LeftToRight);
        QVERIFY(plain.openMark.isNull());
        QCOMPARE(plain.partAt(plain.textRect.center()), RowPart::None);
    }

    void link_inText_isFoundWhereItIsDrawn()
    {
        const Message message = sample::text(QStringLiteral("https://example.org/path"), false, 1);
        const MessageLayout row = MessageLayout::of(message, {}, *m_theme, 600, Qt::LeftToRight);
        QCOMPARE(row.linkAt(row.textRect.center()), QStringLiteral("https://example.org/path"));
        QCOMPARE(row.partAt(row.textRect.center()), RowPart::Link);
        QCOMPARE(row.partAt({row.width - 2, row.textRect.center().y()}), RowPart::None);
    }

    void paragraph_rightToLeft_standsAtTheRight()
    {
        const TextBlock block(QStringLiteral("a rather long line of English\nשלום"), m_theme->font(), 500);
        QImage image(block.size(), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        block.draw(&painter, {0, 0}, Qt::black, Qt::black);
        painter.end();
        const auto isBlank = [&image](const QRect& area) {
            for (int y = area.top(); y <= area.bottom(); ++y) {
                for (int x = area.left(); x <= area.right(); ++x) {
                    if (image.pixelColor(x, y).lightness() < 128)
                        return false;
                }
            }
            return true;
        };
        const QRect second(0, image.height() / 2, image.width() / 2, image.height() / 2);
        QVERIFY(isBlank(second));
        QVERIFY(!isBlank(second.translated(image.width() / 2, 0)));
    }

    void estimate_anyRow_isNotFarOff()
    {
        for (const Message& message : {sample::text(QStringLiteral("ok"), true, 1),
                                       sample::text(QStringLiteral("word ").repeated(300), false, 1),
                                       sample::text(QStringLiteral("🎉🎉"), false, 1), sample::roomEvents(1),
                                       sample::picture(PictureState::Offered, false, 1, false)}) {
            const int exact = MessageLayout::of(message, {}, *m_theme, 700, Qt::LeftToRight).height;
            const int guess = MessageLayout::estimatedHeight(message, {}, *m_theme, 700);
            QVERIFY2(guess > exact / 2 && guess < exact * 2,
                     qPrintable(QStringLiteral("%1 for %2").arg(guess).arg(exact)));
        }
    }

private:
    /// As the model leaves what is taken back.
    static Message goneLike(const Message& message)
    {
        Message gone = sample::takenBack(message.own, 1);
        gone.key = message.key;
        gone.number = message.number;
        return gone;
    }

    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(MessageLayoutTest)
#include "MessageLayoutTest.moc"
