// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A list whose rows have heights of their own, and in which one row more costs the same however long it is.

#include "client/view/RowHeights.h"

#include <QListView>

#include <memory>

namespace chatmet::client {

/// QListView places every row anew when one is added or one's height changes: 5 ms at 10,000 rows, 50 at
/// 100,000. This one knows the heights of all rows, as the delegate gave them when a row came, and asks again
/// only where it is told to. One column from top to bottom, scrolled by pixels, no row hidden; rows as wide
/// as the list. What is seen stays in its place when rows above go. In everything else it behaves as
/// QListView does.
class LongListView : public QListView
{
    Q_OBJECT

public:
    explicit LongListView(QWidget* parent = nullptr);

    void setModel(QAbstractItemModel* model) override;
    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void doItemsLayout() override;

protected:
    /// The delegate has another height for this row than it had. The next layout moves the scroll bar.
    void updateHeight(int row);
    /// The same for all.
    void forgetHeights() { m_stale = true; }

    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void rowsAboutToBeRemoved(const QModelIndex& parent, int start, int end) override;
    void updateGeometries() override;
    [[nodiscard]] int verticalOffset() const override;
    void paintEvent(QPaintEvent* event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    /// Of all rows as they are in the model now.
    const RowHeights& heights() const;
    void takeOut(int first, int last);
    [[nodiscard]] int heightOf(int row) const;
    [[nodiscard]] int rowCount() const { return model() == nullptr ? 0 : model()->rowCount(rootIndex()); }
    /// As QListView does before it is asked where something is.
    void layOutWhatWaits() const;
    /// The row at this height of the viewport, or the nearest; -1 where there are none.
    [[nodiscard]] int nearestRow(int y) const;

    mutable RowHeights m_heights;
    mutable bool m_stale{true};
    int m_goneAbove{0}; ///< height of rows above what is seen that went since the last layout
    bool m_losesRows{false};
    bool m_placed{false};               ///< once; before, the delegate knows no width to tell heights for
    std::unique_ptr<QObject> m_watches; ///< what watches this model
};

} // namespace chatmet::client
