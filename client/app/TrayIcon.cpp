// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/TrayIcon.h"

#include "client/app/DesktopBus.h"
#include "client/view/Icons.h"

#include <QAction>
#include <QFont>
#include <QIcon>
#include <QMenu>
#include <QPainter>
#include <QSystemTrayIcon>

#include <utility>

namespace chatmet::client {

namespace {

/// Nobody says whether a panel is light or dark: at least 3:1 against white and against black.
constexpr QColor markColour(0x1A, 0x90, 0x88);
constexpr QColor discColour(0xB3, 0x26, 0x1E);

void drawUnread(QPainter& painter, int side, int unread)
{
    const qreal size = side * 0.58;
    const QRectF disc(side - size, side - size, size, size);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(Qt::white, side / 22.0));
    painter.setBrush(discColour);
    painter.drawEllipse(disc.adjusted(0.5, 0.5, -0.5, -0.5));
    QFont font = painter.font();
    font.setPixelSize(qMax(7, qRound(size * 0.78)));
    font.setBold(true);
    painter.setFont(font);
    constexpr int largestDigit = 9;
    painter.drawText(disc, Qt::AlignCenter,
                     unread > largestDigit ? QStringLiteral("+") : QString::number(unread));
}

} // namespace

QString trayWords(int unread)
{
    return unread == 0 ? QStringLiteral("ChatMet") : TrayIcon::tr("ChatMet, %n unread", nullptr, unread);
}

QIcon trayIcon(int unread)
{
    QIcon icon;
    for (const int side : {16, 22, 32, 48}) {
        QPixmap pixmap = iconPixmap(QStringLiteral("mark"), markColour, {side, side}, 1.0);
        if (unread > 0) {
            QPainter painter(&pixmap);
            drawUnread(painter, side, unread);
        }
        icon.addPixmap(pixmap);
    }
    return icon;
}

TrayIcon::TrayIcon(QObject* parent) : QObject(parent) {}

TrayIcon::~TrayIcon() = default;

void TrayIcon::setShown(bool shown)
{
    if (!shown && m_icon) {
        // Later: it may be an entry of the menu that wished for it.
        m_icon->hide();
        m_icon.release()->deleteLater();
        m_menu.release()->deleteLater();
    } else if (shown && !m_icon && mayHaveTray()) {
        make();
    }
}

void TrayIcon::make()
{
    m_menu = std::make_unique<QMenu>();
    m_menu->setObjectName(QStringLiteral("trayMenu"));
    const auto add = [this](const char* name, const QString& words, void (TrayIcon::*wish)()) {
        QAction* action = m_menu->addAction(words);
        action->setObjectName(QLatin1String(name));
        connect(action, &QAction::triggered, this, wish);
    };
    add("trayShowAction", tr("Show ChatMet"), &TrayIcon::showRequested);
    m_menu->addSeparator();
    add("trayPanicAction", tr("Panic: erase everything and close"), &TrayIcon::panicRequested);
    add("trayQuitAction", tr("Quit"), &TrayIcon::quitRequested);
    m_icon = std::make_unique<QSystemTrayIcon>();
    m_icon->setObjectName(QStringLiteral("trayIcon"));
    m_icon->setContextMenu(m_menu.get());
    connect(m_icon.get(), &QSystemTrayIcon::activated, this, [this](QSystemTrayIcon::ActivationReason why) {
        if (why == QSystemTrayIcon::Trigger)
            Q_EMIT showRequested();
    });
    connect(m_icon.get(), &QSystemTrayIcon::messageClicked, this, &TrayIcon::messageClicked);
    update();
    m_icon->show();
}

void TrayIcon::setUnread(int unread)
{
    if (std::exchange(m_unread, unread) != unread && m_icon)
        update();
}

void TrayIcon::update()
{
    m_icon->setIcon(trayIcon(m_unread));
    m_icon->setToolTip(trayWords(m_unread));
}

bool TrayIcon::showMessage(const QString& words)
{
    if (!m_icon || !QSystemTrayIcon::isSystemTrayAvailable() || !QSystemTrayIcon::supportsMessages())
        return false;
    m_icon->showMessage(words, QString(), QSystemTrayIcon::Information);
    return true;
}

} // namespace chatmet::client
