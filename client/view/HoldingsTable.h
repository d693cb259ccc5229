// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the server says that it holds, as a table: what, since when, until when.

#include "client/view/HoldingWords.h"

#include <QAbstractTableModel>
#include <QTreeView>

namespace chatmet::client {

class Theme;

/// Rows keep their place while what they are about stays, so that a reader is not thrown about by the next
/// answer.
class HoldingsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column
    {
        What,
        Since,
        Gone
    };

    using QAbstractTableModel::QAbstractTableModel;

    void setLines(const QList<HoldingLine>& lines);
    /// Milliseconds since the server said it: what it said grows older meanwhile.
    void setHeardMs(qint64 milliseconds);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QList<HoldingLine> m_lines;
    qint64 m_heardMs{0};
};

/// As high as its rows: the page around it scrolls.
class HoldingsTable : public QTreeView
{
    Q_OBJECT

public:
    explicit HoldingsTable(const Theme& theme, QWidget* parent = nullptr);

    [[nodiscard]] HoldingsModel* lines() const { return m_lines; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void resizeEvent(QResizeEvent* event) override;
    /// The page scrolls, not the table.
    void wheelEvent(QWheelEvent* event) override;

private:
    void fitColumns();
    void fitHead();

    const Theme& m_theme;
    HoldingsModel* m_lines;
};

} // namespace chatmet::client
