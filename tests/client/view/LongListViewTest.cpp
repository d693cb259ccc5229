// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/LongListView.h"

#include <QScrollBar>
#include <QStringListModel>
#include <QStyledItemDelegate>
#include <QTest>

#include <memory>
#include <random>
#include <vector>

using namespace chatmet::client;

namespace {

/// Heights from 1 to 120, by the row's text.
class HeightsDelegate : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const override
    {
        return {1, index.data().toString().toInt()};
    }
};

class OpenListView : public LongListView
{
public:
    using LongListView::LongListView;
    using LongListView::updateHeight;
    using LongListView::visualRegionForSelection;
};

class OpenQListView : public QListView
{
public:
    using QListView::visualRegionForSelection;
};

constexpr int rows = 300;

} // namespace

/// What it does is what QListView does with the same rows.
class LongListViewTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qApp->setStyleSheet(QStringLiteral("QListView { border: none; }")); }

    void init()
    {
        std::mt19937 random(7);
        QStringList heights;
        for (int row = 0; row < rows; ++row)
            heights.append(QString::number(1 + random() % 120));
        m_model = std::make_unique<QStringListModel>(heights);
        m_long = std::make_unique<OpenListView>();
        m_plain = std::make_unique<OpenQListView>();
        m_plain->setVerticalScrollMode(QListView::ScrollPerPixel);
        for (QListView* view :
             {static_cast<QListView*>(m_long.get()), static_cast<QListView*>(m_plain.get())}) {
            view->setItemDelegate(new HeightsDelegate(view));
            view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
            view->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
            view->setSelectionMode(QListView::ExtendedSelection);
            view->setModel(m_model.get());
            view->resize(200, 333);
            view->show();
        }
        QApplication::processEvents();
    }

    void places_areQListViews()
    {
        compare();
        for (const int value : {0, 1, 777, 5'000, 100'000}) {
            m_long->verticalScrollBar()->setValue(value);
            m_plain->verticalScrollBar()->setValue(value);
            compare();
        }
    }

    void rowsThatComeAndGo_keepThePlaces()
    {
        m_model->insertRows(rows, 2);
        m_model->setData(m_model->index(rows), 31);
        m_model->setData(m_model->index(rows + 1), 17);
        m_long->updateHeight(rows);
        m_long->updateHeight(rows + 1);
        settle();
        compare();
        m_model->removeRows(0, 1);
        settle();
        compare();
        m_model->removeRows(40, 7);
        settle();
        compare();
        m_model->insertRows(3, 2); // in the middle
        m_model->setData(m_model->index(3), 5);
        m_model->setData(m_model->index(4), 90);
        m_long->updateHeight(3);
        m_long->updateHeight(4);
        settle();
        compare();
        m_model->setStringList({QStringLiteral("12"), QStringLiteral("13")});
        settle();
        compare();
        m_model->setStringList({});
        settle();
        compare();
    }

    void scrollTo_everyHint_scrollsAsFar()
    {
        for (const auto hint : {QListView::EnsureVisible, QListView::PositionAtTop,
                                QListView::PositionAtBottom, QListView::PositionAtCenter}) {
            for (const int row : {0, 150, 148, 151, 299, 298, 20}) {
                m_long->scrollTo(m_model->index(row), hint);
                m_plain->scrollTo(m_model->index(row), hint);
                QCOMPARE(m_long->verticalScrollBar()->value(), m_plain->verticalScrollBar()->value());
            }
        }
    }

    void keys_goToTheSameRows()
    {
        for (const auto key : {Qt::Key_Up, Qt::Key_Down, Qt::Key_Home, Qt::Key_End}) {
            for (const int row : {0, 1, 150, 299}) {
                m_long->setCurrentIndex(m_model->index(row));
                m_plain->setCurrentIndex(m_model->index(row));
                QTest::keyClick(m_long.get(), key);
                QTest::keyClick(m_plain.get(), key);
                QCOMPARE(m_long->currentIndex().row(), m_plain->currentIndex().row());
                QCOMPARE(m_long->verticalScrollBar()->value(), m_plain->verticalScrollBar()->value());
            }
        }
    }

    void pageKeys_goNoFurtherThanAPageAndAlwaysOn()
    {
        const auto top = [this](int row) { return m_long->visualRect(m_model->index(row)).top(); };
        const int page = m_long->viewport()->height();
        for (int row = 0; row < rows; ++row) {
            m_long->setCurrentIndex(m_model->index(row));
            QTest::keyClick(m_long.get(), Qt::Key_PageDown);
            const int down = m_long->currentIndex().row();
            QVERIFY(row == rows - 1 ? down == row : down > row);
            QVERIFY(top(down) - top(row) <= page);
            m_long->setCurrentIndex(m_model->index(row));
            QTest::keyClick(m_long.get(), Qt::Key_PageUp);
            const int up = m_long->currentIndex().row();
            QVERIFY(row == 0 ? up == row : up < row);
            QVERIFY(top(row) - top(up) <= page);
        }
    }

    void selection_byMouseAndShift_isTheSame()
    {
        for (QListView* view :
             {static_cast<QListView*>(m_long.get()), static_cast<QListView*>(m_plain.get())}) {
            QTest::mouseClick(view->viewport(), Qt::LeftButton, {}, {20, 10});
            QTest::mouseClick(view->viewport(), Qt::LeftButton, Qt::ShiftModifier, {20, 320});
        }
        const QItemSelection chosen = m_long->selectionModel()->selection();
        QVERIFY(chosen.indexes().size() > 2);
        QCOMPARE(chosen.indexes(), m_plain->selectionModel()->selection().indexes());
        QCOMPARE(m_long->visualRegionForSelection(chosen).boundingRect(),
                 m_plain->visualRegionForSelection(chosen).boundingRect());
    }

    void paint_drawsWhatQListViewDraws()
    {
        m_long->verticalScrollBar()->setValue(1'234);
        m_plain->verticalScrollBar()->setValue(1'234);
        m_long->selectionModel()->select(m_long->indexAt({10, 100}), QItemSelectionModel::Select);
        m_plain->selectionModel()->select(m_plain->indexAt({10, 100}), QItemSelectionModel::Select);
        QCOMPARE(m_long->viewport()->grab().toImage(), m_plain->viewport()->grab().toImage());
    }

    void heights_manyRowsGoneFromTheFront_stayRight()
    {
        RowHeights heights;
        std::vector<int> expected;
        std::mt19937 random(3);
        for (int round = 0; round < 9'000; ++round) {
            const int height = static_cast<int>(random() % 90);
            heights.append(height);
            expected.push_back(height);
            if (round >= 2'000) {
                heights.remove(0, 0);
                expected.erase(expected.begin());
            }
            if (round % 500 != 499)
                continue;
            heights.set(7, 300);
            expected[7] = 300;
            int top = 0;
            for (int row = 0; row < heights.count(); ++row) {
                QCOMPARE(heights.top(row), top);
                if (heights.height(row) > 0) // one of no height stands nowhere
                    QCOMPARE(heights.rowAt(top), row);
                QCOMPARE(heights.height(row), expected[static_cast<std::size_t>(row)]);
                top += heights.height(row);
            }
            QCOMPARE(heights.total(), top);
            QCOMPARE(heights.rowAt(top), -1);
            QCOMPARE(heights.rowAt(-1), -1);
        }
        QCOMPARE(heights.count(), static_cast<int>(expected.size()));
    }

private:
    void settle()
    {
        QApplication::processEvents();
        QApplication::processEvents();
    }

    void compare()
    {
        QCOMPARE(m_long->verticalScrollBar()->maximum(), m_plain->verticalScrollBar()->maximum());
        QCOMPARE(m_long->verticalScrollBar()->value(), m_plain->verticalScrollBar()->value());
        for (int row = 0; row < m_model->rowCount(); ++row) {
            const QModelIndex index = m_model->index(row);
            QCOMPARE(m_long->visualRect(index), m_plain->visualRect(index));
        }
        for (int y = -2; y < 340; y += 3)
            QCOMPARE(m_long->indexAt({50, y}).row(), m_plain->indexAt({50, y}).row());
        QVERIFY(!m_long->indexAt({-1, 10}).isValid());
    }

    std::unique_ptr<QStringListModel> m_model;
    std::unique_ptr<OpenListView> m_long;
    std::unique_ptr<OpenQListView> m_plain;
};

QTEST_MAIN(LongListViewTest)
#include "LongListViewTest.moc"
