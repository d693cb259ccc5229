// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "client/app/SwapShelter_linux.h"

#include <QDir>
#include <QFile>

#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace chatmet::client {

namespace {

constexpr int layersMax = 16; ///< devices upon devices; more is a loop

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QString statDevice(const QString& path)
{
    struct stat found = {};
    if (::stat(QFile::encodeName(path).constData(), &found) != 0)
        return {};
    const dev_t device = S_ISBLK(found.st_mode) ? found.st_rdev : found.st_dev;
    return QStringLiteral("%1:%2").arg(major(device)).arg(minor(device));
}

/// Whether a device, or everything that it is made from, is encrypted (device mapper's name for that:
/// CRYPT-...).
bool isEncrypted(const QString& folder, int layers = 0)
{
    if (contentOf(folder + QStringLiteral("/dm/uuid")).startsWith("CRYPT-"))
        return true;
    const QDir below(folder + QStringLiteral("/slaves"));
    const QStringList names = below.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    if (names.isEmpty() || layers >= layersMax)
        return false;
    for (const QString& name : names) {
        if (!isEncrypted(below.filePath(name), layers + 1))
            return false;
    }
    return true;
}

SwapShelter shelterOf(const SwapPlaces& places, const QString& device)
{
    return !device.isEmpty() && isEncrypted(places.devices + u'/' + device) ? SwapShelter::Encrypted
                                                                            : SwapShelter::Open;
}

} // namespace

SwapShelter swapShelter(const SwapPlaces& places)
{
    // A head, then "PATH TYPE SIZE USED PRIORITY" for each place; spaces in a path are \040 (proc(5), swaps).
    QList<QByteArray> lines = contentOf(places.swaps).split('\n');
    if (!lines.takeFirst().startsWith("Filename"))
        return SwapShelter::Open;
    bool onDisk = false;
    bool inMemory = false;
    for (const QByteArray& line : lines) {
        QByteArray path = line.simplified().split(' ').first();
        if (path.isEmpty())
            continue;
        if (path.startsWith("/dev/zram")) {
            inMemory = true;
            continue;
        }
        onDisk = true;
        const QString name = QFile::decodeName(path.replace("\\040", " "));
        const QString device = places.deviceOf ? places.deviceOf(name) : statDevice(name);
        if (shelterOf(places, device) == SwapShelter::Open)
            return SwapShelter::Open;
    }
    return onDisk ? SwapShelter::Encrypted : inMemory ? SwapShelter::InMemory : SwapShelter::NoSwap;
}

SwapShelter hibernationShelter(const SwapPlaces& places)
{
    const QString device = QString::fromLatin1(contentOf(places.hibernation).trimmed());
    if (device.isEmpty() || device == u"0:0")
        return SwapShelter::NoSwap;
    return shelterOf(places, device);
}

} // namespace chatmet::client
