// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The servers that the program remembers, on the settings page, each with the key it has to show.

#include "client/view/SettingsChoices.h"

#include <QWidget>

class QVBoxLayout;

namespace chatmet::client {

class Theme;

class KnownServersList : public QWidget
{
    Q_OBJECT

public:
    explicit KnownServersList(const Theme& theme);

    void setServers(const QList<KnownServer>& servers);

Q_SIGNALS:
    void forgetRequested(const QString& address);

private:
    [[nodiscard]] QWidget* row(const KnownServer& server);

    const Theme& m_theme;
    QVBoxLayout* m_rows;
    QList<KnownServer> m_servers;
    QWidget* m_shown{nullptr};
};

} // namespace chatmet::client
