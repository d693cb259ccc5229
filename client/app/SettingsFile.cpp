// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SettingsFile.h"

#include "client/app/FileWork.h"

#include <QFile>
#include <QFileInfo>

namespace chatmet::client {

SettingsFile::SettingsFile(Helper* helper) : m_helper(helper)
{
    if (m_helper != nullptr)
        read();
    m_known = written(m_settings);
}

void SettingsFile::read()
{
    const QString path = QFile::decodeName(QByteArray::fromStdString(settingsFolder())) + u'/' +
                         QLatin1String(settingsFileName.data(), settingsFileName.size());
    if (!QFileInfo::exists(path))
        return;
    QFile file(path);
    // A pipe or a device of that name would be waited for.
    const bool opened = QFileInfo(path).isFile() && file.open(QIODevice::ReadOnly);
    const QByteArray text = opened ? file.read(settingsBytesMax + 1) : QByteArray();
    const std::string_view words(text.constData(), static_cast<std::size_t>(text.size()));
    auto found = readSettings(words);
    m_wasDamaged = !opened || !found;
    m_settings = m_wasDamaged ? settingsAfterDamage(words) : std::move(*found);
}

void SettingsFile::change(const std::function<void(Settings&)>& how)
{
    how(m_settings);
    std::string text = written(m_settings);
    if (m_helper == nullptr || text == m_known)
        return;
    m_known = std::move(text);
    m_helper->writeSettings(m_known, this, [this](HelperOutcome outcome) {
        if (outcome != HelperOutcome::Done)
            Q_EMIT notWritten(outcome);
    });
}

} // namespace chatmet::client
