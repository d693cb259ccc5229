// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Stated fallback: no helper process is started here (client/process/ChildProcess_macos.cpp), so the program
// does these things itself, by Qt. Written to the documentation, not yet run.
#include "client/app/FileWork.h"

#include <QDesktopServices>
#include <QDir>
#include <QFile>
#include <QSaveFile>
#include <QUrl>

namespace chatmet::client {

std::string settingsFolder()
{
    return (QDir::homePath() + QLatin1String("/Library/Application Support/ChatMet")).toStdString();
}

HelperOutcome writeSettings(std::string_view text)
{
    const auto settings = readSettings(text);
    if (!settings)
        return HelperOutcome::Refused;
    const QString folder = QString::fromStdString(settingsFolder());
    if (!QDir().mkpath(folder))
        return HelperOutcome::NoPlace;
    QSaveFile file(folder + u'/' + QLatin1String(settingsFileName.data(), settingsFileName.size()));
    const QByteArray bytes = QByteArray::fromStdString(written(*settings));
    const bool done = file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit();
    return done ? HelperOutcome::Done : HelperOutcome::NoPlace;
}

HelperOutcome createPicture(const std::string& path, std::span<const std::byte> bytes)
{
    const QString name = QFileInfo(QString::fromStdString(path)).fileName();
    if (!isPicturePath('/' + name.toStdString()) || !isPictureFile(bytes))
        return HelperOutcome::Refused;
    QFile file(QString::fromStdString(path));
    if (file.exists())
        return HelperOutcome::Exists;
    if (!file.open(QIODevice::WriteOnly | QIODevice::NewOnly))
        return HelperOutcome::NoPlace;
    const auto size = static_cast<qint64>(bytes.size());
    if (file.write(reinterpret_cast<const char*>(bytes.data()), size) == size && file.flush())
        return HelperOutcome::Done;
    file.close();
    file.remove(); // half a picture
    return HelperOutcome::Full;
}

HelperOutcome openLink(const std::string& url)
{
    if (!isWebLink(url))
        return HelperOutcome::Refused;
    return QDesktopServices::openUrl(QUrl(QString::fromStdString(url))) ? HelperOutcome::Done
                                                                        : HelperOutcome::NoBrowser;
}

} // namespace chatmet::client
