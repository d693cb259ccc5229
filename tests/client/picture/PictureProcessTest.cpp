// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// The picture process: the same pictures as without it, hostile ones refused, and one that crashes, hangs or
// lies costs its own picture only.
#include "client/picture/PictureProcess.h"

#include "client/picture/PictureLimits.h"
#include "tests/support/pictures/HostilePictures.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdlib>
#include <fcntl.h>
#include <string_view>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

using namespace chatmet::client;
using namespace chatmet::testing;
using namespace std::chrono_literals;

namespace {

constexpr const char* moodyArgument = "--moody-picture-process";
constexpr const char* silentArgument = "--silent-picture-process";
constexpr auto noHurry = 60s; ///< machines that run tests are noisy

ChildSocket::Deadline soon()
{
    return ChildSocket::Clock::now() + noHurry;
}

/// Says through one named pipe that it has begun, and waits at another for the word to go on.
void waitIn(const QByteArray& folder)
{
    ::close(::open(folder + "/begun", O_WRONLY));
    ::close(::open(folder + "/go-on", O_RDONLY));
}

/// Says hello and then does what the bytes of a "picture" tell it; a real picture is decoded.
int runMoodyProcess()
{
    auto socket = ChildSocket::inherited();
    if (!socket || !socket->send(bytesOf(PictureHello()), soon()))
        return 1;
    PictureRequestHead head;
    while (socket->receive(bytesOf(head), soon())) {
        PictureRequest request = requestOf(head).value_or(PictureRequest());
        request.bytes.resize(head.bytes);
        if (!socket->receive(std::as_writable_bytes(std::span(request.bytes.data(), head.bytes)), soon()))
            break;
        if (request.bytes == "crash")
            std::abort();
        if (request.bytes == "hang")
            static_cast<void>(socket->waitForBytes(soon()));
        if (request.bytes == "end")
            return 0;
        if (request.bytes.startsWith("wait "))
            waitIn(request.bytes.mid(5));
        PictureResult result = decodePicture(request);
        if (request.bytes == "lie" || request.bytes == "cut")
            result = {PictureError::None, {64, 64}, QImage(64, 64, QImage::Format_RGB32), false};
        PictureAnswerHead answer = headOf(result);
        if (request.bytes == "lie")
            answer.width = 60'000;
        std::span<const std::byte> pixels = pixelsOf(result.image);
        if (request.bytes == "cut")
            pixels = pixels.first(100);
        if (!socket->send(bytesOf(answer), soon()) || !socket->send(pixels, soon()) || request.bytes == "cut")
            break;
    }
    return 0;
}

std::string thisProgram()
{
    return ChildProcess::ownProgram();
}

PictureProcesses moody(std::chrono::milliseconds decodeMax = noHurry)
{
    return PictureProcesses(thisProgram(), {moodyArgument}, noHurry, decodeMax);
}

PictureRequest received(const QByteArray& bytes, QSize largest = {})
{
    return {bytes, PictureOrigin::Received, largest};
}

/// Processes that this one has started and that were not ended; zombies count.
QList<pid_t> startedHere()
{
    QList<pid_t> found;
    for (const QString& name : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(name));
        if (name.at(0).isDigit() && stat.open(QIODevice::ReadOnly) &&
            stat.readAll().split(')').last().split(' ').value(2).toInt() == ::getpid())
            found.append(name.toInt());
    }
    return found;
}

struct Sample
{
    const char* name;
    PictureRequest request;
};

QList<Sample> samples()
{
    const QImage large = photo({4'600, 3'400});
    return {
        {"jpeg", received(jpegWithEverything(photo({640, 480}), "words", 6))},
        {"jpeg of 16 megapixels", received(encode(large, "jpeg"))},
        {"the same, small", received(encode(large, "jpeg"), {320, 320})},
        {"png", received(pngWithEverything(photo({640, 480}), "words"))},
        {"transparent png", received(encode(noise({1'500, 1'400}, true), "png"))},
        {"webp", received(webpWithEverything(photo({640, 480}), "words"))},
        {"png of 16 bits a channel",
         received(encode(photo({900, 700}).convertToFormat(QImage::Format_RGBA64), "png"))},
        {"source gif", {gif({photo({80, 60}), photo({80, 60}, 2)}), PictureOrigin::Source, {}}},
        {"source jpeg that is scaled", {encode(photo({6'000, 5'000}), "jpeg"), PictureOrigin::Source, {}}},
    };
}

QList<Sample> hostile()
{
    QList<Sample> all{
        {"flat bomb", received(flatPngBomb())},
        {"text bomb", received(textPngBomb(64))},
        {"many scans", received(manyScansJpeg(3'000))},
        {"lying canvas", received(lyingCanvasWebP())},
        {"many frames", {manyFramesGif(2'000), PictureOrigin::Source, {}}},
        {"cut jpeg", received(encode(photo({640, 480}), "jpeg").chopped(500))},
        {"cut png", received(encode(photo({640, 480}), "png").chopped(5'000))},
        {"animated", received(animatedWebP({photo({8, 8}), photo({8, 8})}))},
    };
    for (const char* format : {"jpeg", "png", "webp", "gif"}) {
        for (const quint32 side : {8'000U, 16'000U, 60'000U}) {
            const QByteArray bytes = claiming(QLatin1String(format), side, side / 4);
            all.append({format, received(bytes)});
            all.append({format, {bytes, PictureOrigin::Source, {}}});
        }
    }
    for (const Stranger& stranger : strangers())
        all.append({"stranger", received(stranger.bytes)});
    return all;
}

} // namespace

class PictureProcessTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (!PictureProcesses::isApart())
            QSKIP("this system decodes pictures in the program itself");
    }

    void cleanup() { QCOMPARE(startedHere(), QList<pid_t>()); }

    void confinement_started_isWhole()
    {
        PictureProcesses processes;
        const auto confinement = processes.confinement();
        QVERIFY(confinement);
        QVERIFY(confinement->limits);
        QVERIFY(confinement->files);
        QVERIFY(confinement->calls);
    }

    void decode_samples_areAsWithoutIt()
    {
        PictureProcesses processes;
        QVERIFY(processes.confinement());
        const QList<pid_t> same = startedHere();
        for (const Sample& sample : samples()) {
            const PictureResult here = decodePicture(sample.request);
            const PictureResult there = processes.decode(sample.request);
            QCOMPARE(here.error, PictureError::None);
            QVERIFY2(there.error == here.error && there.claimed == here.claimed &&
                         there.animated == here.animated,
                     sample.name);
            QVERIFY2(there.image.format() == here.image.format() && there.image == here.image, sample.name);
        }
        QCOMPARE(startedHere(), same);
    }

    void decode_hostile_isRefusedAsWithoutIt()
    {
        PictureProcesses processes;
        QVERIFY(processes.confinement());
        const QList<pid_t> same = startedHere();
        for (const Sample& sample : hostile()) {
            const PictureResult here = decodePicture(sample.request);
            const PictureResult there = processes.decode(sample.request);
            QVERIFY2(there.error == here.error && there.image.size() == here.image.size(),
                     qPrintable(QStringLiteral("%1: %2 for %3")
                                    .arg(QLatin1String(sample.name))
                                    .arg(static_cast<int>(there.error))
                                    .arg(static_cast<int>(here.error))));
        }
        QCOMPARE(startedHere(), same); // none of them cost it its life
    }

    void decode_damagedAtRandom_isAnswered()
    {
        PictureProcesses processes;
        QVERIFY(processes.confinement());
        const QList<pid_t> same = startedHere();
        QRandomGenerator random(20);
        const QByteArray sources[] = {encode(photo({200, 150}), "jpeg"), encode(noise({90, 60}, true), "png"),
                                      encode(photo({200, 150}), "webp")};
        int good = 0;
        for (int round = 0; round < 150; ++round) {
            QByteArray bytes = sources[round % 3];
            for (int i = 0; i < 4; ++i)
                bytes[random.bounded(bytes.size())] = static_cast<char>(random.bounded(256));
            const PictureResult result = processes.decode(received(bytes));
            QCOMPARE(result.error == PictureError::None, !result.image.isNull());
            good += result.error == PictureError::None;
        }
        QVERIFY(good > 0 && good < 150);
        QCOMPARE(startedHere(), same);
    }

    void decode_processMisbehaves_isDamagedAndTheNextIsFine_data()
    {
        QTest::addColumn<QByteArray>("mood");
        for (const char* mood : {"crash", "hang", "end", "lie", "cut"})
            QTest::newRow(mood) << QByteArray(mood);
    }

    void decode_processMisbehaves_isDamagedAndTheNextIsFine()
    {
        QFETCH(QByteArray, mood);
        PictureProcesses processes = moody(mood == "hang" ? std::chrono::milliseconds(300) : noHurry);
        const QByteArray jpeg = encode(photo({64, 64}), "jpeg");
        QCOMPARE(processes.decode(received(jpeg)).error, PictureError::None);
        const PictureResult result = processes.decode(received(mood));
        QCOMPARE(result.error, PictureError::Damaged);
        QVERIFY(result.image.isNull());
        QCOMPARE(startedHere(), QList<pid_t>());
        QCOMPARE(processes.decode(received(jpeg)).image.size(), QSize(64, 64));
    }

    void decode_processSaysNothing_isGivenUp()
    {
        PictureProcesses processes(thisProgram(), {silentArgument}, 200ms, noHurry);
        QCOMPARE(processes.decode(received("x")).error, PictureError::OutOfMemory);
        QVERIFY(!processes.confinement());
    }

    void decode_noSuchProgram_isAnswered()
    {
        PictureProcesses processes("/nonexistent/chatmet");
        QCOMPARE(processes.decode(received("x")).error, PictureError::OutOfMemory);
    }

    void decode_killedAtRest_takesAnother()
    {
        PictureProcesses processes;
        const QByteArray jpeg = encode(photo({64, 64}), "jpeg");
        QCOMPARE(processes.decode(received(jpeg)).error, PictureError::None);
        ::kill(startedHere().first(), SIGKILL);
        QTRY_VERIFY(endedChild(startedHere().value(0)));
        QCOMPARE(processes.decode(received(jpeg)).error, PictureError::None);
    }

    void decode_twoAtOnce_haveAProcessEach()
    {
        PictureProcesses processes;
        const QByteArray large = encode(photo({4'000, 4'000}), "jpeg");
        PictureError errors[2] = {PictureError::Busy, PictureError::Busy};
        std::thread other([&] { errors[0] = processes.decode(received(large)).error; });
        errors[1] = processes.decode(received(large)).error;
        other.join();
        QCOMPARE(errors[0], PictureError::None);
        QCOMPARE(errors[1], PictureError::None);
        QVERIFY(!startedHere().isEmpty());
        processes.forget();
        processes.reap();
        QCOMPARE(startedHere(), QList<pid_t>());
    }

    void forget_atRest_killsAndWaitsForNone()
    {
        PictureProcesses processes;
        const QByteArray jpeg = encode(photo({64, 64}), "jpeg");
        QVERIFY(!processes.forget());
        QCOMPARE(processes.decode(received(jpeg)).error, PictureError::None);
        const QList<pid_t> resting = startedHere();
        QCOMPARE(resting.size(), 1);
        QVERIFY(processes.forget());
        QCOMPARE(startedHere(), resting); // a zombie soon: nobody has waited for it
        QTRY_VERIFY(endedChild(resting.first()));
        processes.reap();
        QCOMPARE(startedHere(), QList<pid_t>());
        QVERIFY(!processes.forget());
    }

    void forget_thenAnotherPicture_reapsTheKilled()
    {
        PictureProcesses processes;
        const QByteArray jpeg = encode(photo({64, 64}), "jpeg");
        QCOMPARE(processes.decode(received(jpeg)).error, PictureError::None);
        const QList<pid_t> killed = startedHere();
        processes.forget();
        QCOMPARE(processes.decode(received(jpeg)).error, PictureError::None);
        QCOMPARE(startedHere().size(), 1);
        QVERIFY(startedHere() != killed);
    }

    void forget_whileOneWorks_endsItAfterwards()
    {
        const QTemporaryDir folder;
        const QByteArray place = folder.path().toLocal8Bit();
        QVERIFY(::mkfifo(place + "/begun", 0600) == 0 && ::mkfifo(place + "/go-on", 0600) == 0);
        PictureProcesses processes = moody();
        PictureError error = PictureError::Busy;
        std::thread worker([&] { error = processes.decode(received("wait " + place)).error; });
        ::close(::open(place + "/begun", O_RDONLY));
        processes.forget();
        const QList<pid_t> working = startedHere();
        ::close(::open(place + "/go-on", O_WRONLY));
        worker.join();
        QCOMPARE(working.size(), 1);
        QCOMPARE(error, PictureError::NotAPicture);
        QCOMPARE(startedHere(), QList<pid_t>());
    }

    void answer_thatNoDecoderGives_isRefused_data()
    {
        QTest::addColumn<PictureAnswerHead>("head");
        const auto row = [](const char* name, auto change) {
            PictureAnswerHead head;
            head.claimedWidth = head.claimedHeight = 4'000;
            head.width = head.height = 100;
            head.format = QImage::Format_RGB32;
            change(head);
            QTest::newRow(name) << head;
        };
        row("magic", [](auto& head) { head.magic ^= 1; });
        row("unknown error", [](auto& head) { head.error = 8; });
        row("an error with pixels", [](auto& head) { head.error = 5; });
        row("unknown flag", [](auto& head) { head.animated = 2; });
        row("no format", [](auto& head) { head.format = QImage::Format_Invalid; });
        row("mono", [](auto& head) { head.format = QImage::Format_Mono; });
        row("indexed", [](auto& head) { head.format = QImage::Format_Indexed8; });
        row("eight bytes a pixel", [](auto& head) { head.format = QImage::Format_RGBA64; });
        row("no such format", [](auto& head) { head.format = 0xFFFF'FFFF; });
        row("no width", [](auto& head) { head.width = 0; });
        row("negative", [](auto& head) { head.height = -1; });
        row("wider than asked", [](auto& head) { head.width = 201; });
        row("larger than it claims", [](auto& head) { head.claimedWidth = 99; });
        row("claims too much", [](auto& head) { head.claimedHeight = 40'000; });
    }

    void answer_thatNoDecoderGives_isRefused()
    {
        QFETCH(PictureAnswerHead, head);
        QVERIFY(!resultOf(head, received("x", {200, 200})));
    }

    void answer_overTheLimits_isRefusedWhateverWasAsked()
    {
        PictureAnswerHead head;
        head.format = QImage::Format_RGB32;
        head.claimedWidth = head.claimedHeight = head.width = head.height = 8'000;
        QVERIFY(!resultOf(head, received("x")));
        head.width = head.height = 4'000;
        QVERIFY(resultOf(head, received("x")));
        head.claimedWidth = head.width = 8'193;
        head.height = 1;
        QVERIFY(!resultOf(head, received("x")));
    }

    void request_thatTheProgramDoesNotWrite_isRefused()
    {
        PictureRequestHead head = headOf(received("x"));
        QVERIFY(requestOf(head));
        head.origin = 2;
        QVERIFY(!requestOf(head));
        head = headOf(received("x"));
        head.bytes = 20'000'001;
        QVERIFY(!requestOf(head));
        head.magic = 0;
        QVERIFY(!requestOf(head));
    }

    void pixels_ofAnyKind_areMadeWhatTheirFormatSays()
    {
        QImage opaque(2, 1, QImage::Format_RGB32);
        reinterpret_cast<QRgb*>(opaque.bits())[0] = 0x0012'3456;
        makePlausible(opaque);
        QCOMPARE(reinterpret_cast<const QRgb*>(opaque.constBits())[0], 0xFF12'3456);
        QImage glass(1, 1, QImage::Format_ARGB32_Premultiplied);
        reinterpret_cast<QRgb*>(glass.bits())[0] = 0x10FF'0820;
        makePlausible(glass);
        QCOMPARE(reinterpret_cast<const QRgb*>(glass.constBits())[0], 0x1010'0810U);
    }

private:
    static QByteArray stateOf(pid_t id)
    {
        QFile stat(QStringLiteral("/proc/%1/stat").arg(id));
        return stat.open(QIODevice::ReadOnly) ? stat.readAll().split(')').last().trimmed().left(1)
                                              : QByteArray();
    }
    static bool endedChild(pid_t id) { return stateOf(id) == "Z"; }
};

int main(int argc, char** argv)
{
    const std::string_view argument = argc == 2 ? argv[1] : "";
    if (argument == pictureProcessArgument)
        return runPictureProcess();
    if (argument == moodyArgument)
        return runMoodyProcess();
    if (argument == silentArgument)
        return ChildSocket::inherited()->waitForBytes(soon()) ? 0 : 1;
    PictureProcessTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "PictureProcessTest.moc"
