// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lays widgets out like words: left to right (or mirrored), then on the next line; in the middle of each
// line's height.

#include <QLayout>
#include <QList>

namespace chatmet::client {

class FlowLayout : public QLayout
{
    Q_OBJECT

public:
    explicit FlowLayout(QWidget* parent, int spacing);
    ~FlowLayout() override;

    void addItem(QLayoutItem* item) override;
    /// Before the last widget, which takes the rest of its line.
    void insertBeforeLast(QWidget* widget);
    [[nodiscard]] int count() const override { return static_cast<int>(m_items.size()); }
    [[nodiscard]] QLayoutItem* itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem* takeAt(int index) override;
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return place(QRect(0, 0, width, 0), false); }
    [[nodiscard]] QSize sizeHint() const override { return minimumSize(); }
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect& rect) override;

private:
    struct Line
    {
        int first;
        int end; ///< behind the last one
        int height;
    };

    /// The height needed within rect's width; moves the widgets where asked to.
    int place(const QRect& rect, bool move) const;
    [[nodiscard]] static QSize sizeOf(const QLayoutItem* item, int widthMax);
    [[nodiscard]] Line lineFrom(int first, int width) const;
    void placeLine(const Line& line, const QRect& area) const;

    QList<QLayoutItem*> m_items;
};

} // namespace chatmet::client
