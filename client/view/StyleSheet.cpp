// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/StyleSheet.h"

#include "client/view/Theme.h"

#include <QGuiApplication>
#include <QHash>
#include <QRegularExpression>

namespace chatmet::client {

namespace {

// @name is a colour of ThemeColors, @8 a length of design.md, @e the edge, @f that of what has the focus,
// @size(1.55) a text size.
const char* const labels = R"(
QWidget { color: @ink; }
QMainWindow, QWidget[role="page"] { background: @ground; }
QWidget[role="surface"] { background: @surface; }
QFrame[role="header"] { background: @surface; border: none; border-bottom: @e solid @line; }
QFrame[role="footer"] { background: @surface; border: none; border-top: @e solid @line; }
QFrame[role="sidebar"] { background: @raised; border: none; border-right: @e solid @line; }
QFrame[role="card"] { background: @surface; border: @e solid @line; border-radius: @14; }
QFrame[role="panel"] { background: @surface; border: @e solid @line; border-radius: @14; }
QFrame[role="warning"] { background: @warnGround; border: @e solid @warnEdge; border-radius: @14; }
QFrame[role="warning"]:focus { border: @f solid @focus; }
QFrame[role="reply"] { background: transparent; border: none; border-left: @3 solid @accent; }
QFrame[role="banner"] { background: @warnGround; border: none; }
QFrame[role="chips"] { background: @surface; border: @e solid @outline; border-radius: @8; }
QFrame[role="chips"][focused="true"] { border: @f solid @accent; }
QLabel { background: transparent; border: none; }
QLabel[role="title"] { font-size: @size(1.55); font-weight: 600; }
QLabel[role="heading"] { font-size: @size(1.08); font-weight: 600; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="field"] { font-size: @size(0.86); font-weight: 600; }
QLabel[role="muted"] { color: @muted; }
QLabel[role="small"] { color: @muted; font-size: @size(0.86); }
QLabel[role="leak"] { font-size: @size(0.86); }
QLabel[role="problem"] { color: @danger; font-size: @size(0.86); }
QLabel[role="pill"] { color: @muted; font-size: @size(0.86); border: @e solid @line; border-radius: @9; padding: @2 @9; }
QLabel[role="emoji"] { font-size: @size(2.4); }
QLabel[role="live"] { color: @chipText; background: @soft; font-size: @size(0.86); border-radius: @9; padding: @2 @9; }
QLabel[role="notice"] { background: @surface; border: 1px solid @outline; padding: @16 @24; }
QLabel[role="code"] { font-family: monospace; font-size: @size(0.86); background: @ground; border-radius: @8; padding: @8 @10; }
)";

const char* const buttons = R"(
QPushButton { background: @surface; color: @ink; border: @e solid @outline; border-radius: @8; padding: @7 @12; margin: 1px; font-weight: 500; }
QPushButton:hover { background: @soft; }
QPushButton:pressed { background: @line; }
QPushButton:focus { border: @f solid @focus; margin: 0px; }
QPushButton:disabled { color: @muted; border-color: @line; background: transparent; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border: @e solid @accent; font-weight: 600; }
QPushButton[kind="primary"]:hover { background: @accentHover; }
QPushButton[kind="primary"]:focus { border: @f solid @focus; }
QPushButton[kind="primary"]:disabled { background: @accentFaint; color: @muted; border-color: @accentFaint; }
QPushButton[kind="big"] { background: @accent; color: @onAccent; border: @e solid @accent; font-weight: 600; padding: @10 @12; }
QPushButton[kind="big"]:hover { background: @accentHover; }
QPushButton[kind="big"]:focus { border: @f solid @focus; }
QPushButton[kind="big"]:disabled { background: @accentFaint; color: @muted; border-color: @accentFaint; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: @accent; text-decoration: underline; padding: @2 @4; }
QPushButton[kind="link"]:focus { border: @f solid @focus; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent; color: @muted; text-decoration: underline; font-size: @size(0.86); font-weight: 400; padding: @1 @4; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: transparent; color: @ink; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: @f solid @focus; }
QPushButton[kind="row"] { background: transparent; border: 1px solid transparent; text-align: left; padding: @9 @11; font-weight: 600; }
QPushButton[kind="row"]:checked { background: @soft; border: @e solid @chosenEdge; }
QPushButton[kind="row"]:hover { background: @soft; }
QPushButton[kind="row"]:focus { border: @f solid @focus; }
QPushButton[kind="chip"] { background: @soft; color: @chipText; border: @e solid @soft; border-radius: @9; padding: @1 @8; font-size: @size(0.86); font-weight: 500; margin: 0px; }
QPushButton[kind="chip"]:focus { border: @e solid @focus; }
QPushButton[kind="pill"] { background: transparent; color: @muted; border: @e solid @outline; border-radius: @9; padding: @2 @9; font-size: @size(0.86); font-weight: 400; margin: 0px; }
QPushButton[kind="pill"]:hover { background: @soft; }
QPushButton[kind="pill"]:focus { border: @f solid @focus; }
QPushButton[kind="pill"]:disabled { border-color: @line; }
QPushButton[kind="floating"] { background: @accent; color: @onAccent; border: @e solid @accent; border-radius: @13; padding: @6 @14; font-weight: 600; }
QPushButton[kind="floating"]:focus { border: @f solid @focus; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: @8; padding: @5; }
QToolButton:hover { background: @soft; }
QToolButton:focus { border: @f solid @focus; }
QToolButton::menu-indicator { image: none; }
)";

const char* const fields = R"(
QLineEdit, QComboBox, QPlainTextEdit { background: @surface; color: @ink; border: @e solid @outline; border-radius: @8;
  padding: @9 @12; selection-background-color: @accent; selection-color: @onAccent; margin: 1px; }
QLineEdit:focus, QComboBox:focus, QPlainTextEdit:focus { border: @f solid @accent; margin: 0px; }
QLineEdit:disabled, QComboBox:disabled, QPlainTextEdit:disabled { color: @muted; border-color: @line; }
QLineEdit[role="bare"] { border: none; padding: @3 @2; margin: 0px; }
QComboBox QLineEdit { border: none; padding: 0px; margin: 0px; background: transparent; }
QComboBox::drop-down { border: none; width: @28; }
QComboBox::down-arrow { image: url(:/icons/down-on-@paper.svg); width: @14; height: @14; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: @surface; border: @e solid @outline; selection-background-color: @soft; selection-color: @ink; }
QComboBox QAbstractItemView::item { color: @ink; padding: @7 @9; border-@start: @3 solid transparent; }
QComboBox QAbstractItemView::item:selected { background: @soft; color: @ink; border-@start: @3 solid @accent; }
QCheckBox { outline: none; spacing: @8; padding: @3; border: 2px solid transparent; border-radius: @8; }
QCheckBox:focus { border: @f solid @focus; }
QCheckBox::indicator { width: @15; height: @15; border: @e solid @outline; border-radius: @4; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-on-@scheme.svg); }
QProgressBar { background: @line; border: none; border-radius: @2; max-height: @4; min-height: @4; }
QProgressBar::chunk { background: @accent; border-radius: @2; }
)";

const char* const lists = R"(
QListView, QTreeView, QScrollArea { background: transparent; border: none; outline: none; }
QScrollArea[ring="true"], QListView[ring="true"] { border: 2px solid transparent; }
QScrollArea[ring="true"]:focus, QListView[ring="true"]:focus { border: @f solid @focus; }
QListView[role="choices"] { border: 2px solid transparent; border-radius: @8; }
QListView[role="choices"]:focus { border: @f solid @focus; }
QListView[role="choices"]::item { color: @ink; padding: @7 @8; border-@start: @3 solid transparent; }
QListView[role="choices"]::item:selected { background: @soft; color: @ink; border-@start: @3 solid @accent; }
QTreeView { background: @surface; border: @e solid @outline; border-radius: @8; padding: @4; }
QTreeView:focus { border: @f solid @accent; }
QTreeView[role="plain"] { border: none; padding: 0px; }
QTreeView[role="plain"]:focus { border: @f solid @accent; }
QTreeView[role="plain"]::item { padding: @7 @4; border-bottom: @e solid @line; }
QTreeView::item { padding: @4; }
QTreeView::item:selected { background: @soft; color: @ink; }
QHeaderView::section { background: @surface; color: @muted; border: none; border-bottom: @e solid @line; padding: @4; }
QScrollBar:vertical { background: transparent; width: @9; margin: 0px; border: none; }
QScrollBar:horizontal { background: transparent; height: @9; margin: 0px; border: none; }
QScrollBar::handle { background: @outline; border-radius: @3; margin: @2; }
QScrollBar::handle:vertical { min-height: @28; }
QScrollBar::handle:horizontal { min-width: @28; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; background: none; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QMenu { background: @surface; border: @e solid @outline; padding: @5; menu-scrollable: 1; }
QMenu::item { padding: @5 @24; border-radius: @6; }
QMenu::item:selected { background: @soft; color: @ink; }
QMenu::item:disabled { color: @muted; }
QMenu::separator { height: 1px; background: @line; margin: @5; }
QToolTip { background: @surface; color: @ink; border: @e solid @outline; padding: @4; }
)";

QColor mixed(const QColor& one, const QColor& other, double share)
{
    const auto channel = [share](float a, float b) {
        return static_cast<float>(a * (1 - share) + b * share);
    };
    return QColor::fromRgbF(channel(one.redF(), other.redF()), channel(one.greenF(), other.greenF()),
                            channel(one.blueF(), other.blueF()));
}

QHash<QString, QColor> namedColors(const Theme& theme)
{
    const ThemeColors& c = theme.colors();
    const bool contrast = theme.scheme() == Scheme::HighContrast;
    return {{QStringLiteral("ground"), c.ground},
            {QStringLiteral("surface"), c.surface},
            {QStringLiteral("raised"), c.raised},
            {QStringLiteral("ink"), c.ink},
            {QStringLiteral("muted"), c.muted},
            {QStringLiteral("line"), c.line},
            {QStringLiteral("outline"), c.outline},
            {QStringLiteral("accent"), c.accent},
            {QStringLiteral("onAccent"), c.onAccent},
            {QStringLiteral("soft"), c.soft},
            {QStringLiteral("danger"), c.danger},
            {QStringLiteral("warnGround"), c.warnGround},
            {QStringLiteral("warnEdge"), contrast ? c.ink : c.warnGround},
            {QStringLiteral("chosenEdge"), contrast ? c.accent : c.soft},
            {QStringLiteral("focus"), c.ink},
            {QStringLiteral("chipText"), c.ink},
            {QStringLiteral("accentHover"), contrast ? c.accent : mixed(c.accent, c.ink, 0.12)},
            {QStringLiteral("accentFaint"), mixed(c.surface, c.ink, 0.10)}};
}

} // namespace

QString styleSheet(const Theme& theme)
{
    const QString source = QString::fromLatin1(labels) + QString::fromLatin1(buttons) +
                           QString::fromLatin1(fields) + QString::fromLatin1(lists);
    const QHash<QString, QColor> colors = namedColors(theme);
    static const QRegularExpression token(QStringLiteral("@(?:size\\(([0-9.]+)\\)|([0-9]+)|([A-Za-z]+))"));
    QString result;
    qsizetype done = 0;
    for (auto matches = token.globalMatch(source); matches.hasNext();) {
        const auto match = matches.next();
        result += QStringView(source).sliced(done, match.capturedStart() - done);
        done = match.capturedEnd();
        if (match.hasCaptured(1))
            result += QStringLiteral("%1pt").arg(theme.font(match.captured(1).toDouble()).pointSizeF());
        else if (match.hasCaptured(2))
            result += QStringLiteral("%1px").arg(theme.px(match.captured(2).toDouble()));
        else if (match.captured(3) == u"scheme")
            result += theme.colors().onAccent.lightness() < 128 ? u"dark" : u"light";
        else if (match.captured(3) == u"paper")
            result += theme.colors().surface.lightness() < 128 ? u"dark" : u"light";
        else if (match.captured(3) == u"start") // of a line in the program's language
            result += QGuiApplication::isRightToLeft() ? u"right" : u"left";
        else if (match.captured(3) == u"e")
            result += QStringLiteral("%1px").arg(theme.edge());
        else if (match.captured(3) == u"f") // always thicker than the edge
            result += QStringLiteral("%1px").arg(theme.edge() * 2);
        else
            result += colors.value(match.captured(3)).name();
    }
    result += QStringView(source).sliced(done);
    return result;
}

} // namespace chatmet::client
