// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/view/KnownServersList.h"

#include "client/view/Buttons.h"
#include "client/view/PlainLabel.h"
#include "client/view/ServerWords.h"
#include "client/view/Theme.h"

#include <QVBoxLayout>

namespace chatmet::client {

KnownServersList::KnownServersList(const Theme& theme) : m_theme(theme), m_rows(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("knownServers"));
    m_rows->setContentsMargins(0, 0, 0, 0);
    setServers({});
}

void KnownServersList::setServers(const QList<KnownServer>& servers)
{
    if (m_shown != nullptr && servers == m_servers)
        return;
    m_servers = servers;
    auto* shown = new QWidget;
    auto* column = new QVBoxLayout(shown);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(m_theme.px(10));
    if (servers.isEmpty())
        column->addWidget((new PlainLabel(tr("None. A server is remembered once it has answered."),
                                          QStringLiteral("small")))
                              ->wrapped()
                              ->named(QStringLiteral("noKnownServers")));
    for (const KnownServer& server : servers)
        column->addWidget(row(server));
    if (m_shown != nullptr) {
        m_shown->hide();
        m_shown->deleteLater(); // the button that was pressed is in it
    }
    m_shown = shown;
    m_rows->addWidget(shown);
}

QWidget* KnownServersList::row(const KnownServer& server)
{
    auto* row = new QWidget;
    auto* across = new QHBoxLayout(row);
    across->setContentsMargins(0, 0, 0, 0);
    auto* words = new QVBoxLayout;
    words->setSpacing(m_theme.px(2));
    words->addWidget((new PlainLabel(server.url, QStringLiteral("strong")))
                         ->wrapped()
                         ->named(QStringLiteral("knownServerAddress")));
    const QString key = server.fingerprint.isEmpty()
                            ? tr("An authority vouches for its key.")
                            : tr("Its key (SHA-256): %1").arg(ServerWords::key(server.fingerprint));
    words->addWidget(
        (new PlainLabel(key, QStringLiteral("small")))->wrapped()->named(QStringLiteral("knownServerKey")));
    across->addLayout(words, 1);
    QPushButton* forget = textButton(QStringLiteral("forgetServerButton"), tr("Forget"));
    forget->setAccessibleName(tr("Forget %1").arg(server.url));
    across->addWidget(forget, 0, Qt::AlignTop);
    connect(forget, &QPushButton::clicked, this,
            [this, address = server.url] { Q_EMIT forgetRequested(address); });
    return row;
}

} // namespace chatmet::client
