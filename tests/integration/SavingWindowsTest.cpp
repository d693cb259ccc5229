// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and the disk, at the window and with the real server and helper: one is chosen by mouse and sent;
// one is saved, and where the disk says no, picture and window go on.
#include "client/app/Helper.h"
#include "client/app/HelperProcess.h"
#include "client/app/HelperWords.h"
#include "client/view/PictureViewer.h"
#include "client/view/PlainLabel.h"
#include "client/view/WindowPanels.h"
#include "tests/integration/TwoWindows.h"
#include "tests/support/pictures/SamplePictures.h"

#include <QDir>
#include <QLineEdit>
#include <QTemporaryDir>
#include <QTreeView>

#include <fcntl.h>
#include <optional>
#include <sched.h>
#include <string>
#include <string_view>
#include <sys/mount.h>
#include <unistd.h>

using namespace chatmet::client;

namespace {

void writeTo(const char* path, const std::string& text)
{
    const int file = ::open(path, O_WRONLY | O_CLOEXEC);
    if (file >= 0 && ::write(file, text.data(), text.size()) >= 0)
        ::close(file);
}

/// Small file systems that nobody else sees, and that end with this program: "full" has room for nothing of a
/// photo, "read-only" for nothing at all. False where this user may not have them.
bool makeDisks(const QString& home)
{
    const std::string user = std::to_string(::getuid());
    const std::string group = std::to_string(::getgid());
    if (::unshare(CLONE_NEWNS) != 0) {
        if (::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
            return false;
        writeTo("/proc/self/setgroups", "deny");
        writeTo("/proc/self/uid_map", user + ' ' + user + " 1");
        writeTo("/proc/self/gid_map", group + ' ' + group + " 1");
    }
    if (::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr) != 0)
        return false;
    const auto mountAt = [&home](const char* name, unsigned long flags) {
        QDir().mkpath(home + QLatin1Char('/') + QLatin1String(name));
        return ::mount("none", (home + QLatin1Char('/') + QLatin1String(name)).toLocal8Bit().constData(),
                       "tmpfs", flags, "size=16k") == 0;
    };
    return mountAt("full", 0) && mountAt("read-only", MS_RDONLY);
}

} // namespace

class SavingWindowsTest : public TwoWindows
{
    Q_OBJECT

public:
    SavingWindowsTest(const QString& home, bool hasDisks, std::optional<ChildProcess> helper)
        : m_home(home), m_hasDisks(hasDisks), m_helper(std::move(helper))
    {
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(open(Surroundings{.helper = &m_helper}));
        meetSealed();
    }
    void cleanup()
    {
        QCOMPARE(close(), 0);
        QVERIFY(QDir(m_home + QStringLiteral("/Pictures")).removeRecursively());
    }

    void picture_chosenByMouse_isSent()
    {
        putPhoto();
        press(m_one->window(), "pictureButton");
        QVERIFY(named<QWidget>(m_one->window(), "fileChooser")->isVisible());
        auto* files = named<QTreeView>(m_one->window(), "chooserList");
        QTRY_VERIFY_WITH_TIMEOUT(row(files, QStringLiteral("holiday.png")).isValid(), waitMs);
        QTest::mouseClick(files->viewport(), Qt::LeftButton, {},
                          files->visualRect(row(files, QStringLiteral("holiday.png"))).center());
        QCOMPARE(named<QLineEdit>(m_one->window(), "chooserName")->text(), QStringLiteral("holiday.png"));
        press(m_one->window(), "chooserOk");
        QVERIFY(!named<QWidget>(m_one->window(), "fileChooser")->isVisible());
        auto* send = named<QWidget>(m_one->window(), "sendPictureButton");
        QTRY_VERIFY_WITH_TIMEOUT(send->isVisible() && send->isEnabled(), waitMs);
        press(m_one->window(), "sendPictureButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_other->pictureIs(PictureState::Offered), waitMs);
        QCOMPARE(m_other->last(MessageKind::Picture)->pictureSize, QSize(1600, 1200));
    }

    void picture_folderChosenByMouse_isEntered()
    {
        putPhoto();
        QVERIFY(QDir().mkpath(m_home + QStringLiteral("/Pictures/2026")));
        press(m_one->window(), "pictureButton");
        auto* files = named<QTreeView>(m_one->window(), "chooserList");
        QTRY_VERIFY_WITH_TIMEOUT(row(files, QStringLiteral("2026")).isValid(), waitMs);
        const QPoint at = files->visualRect(row(files, QStringLiteral("2026"))).center();
        QTest::mouseClick(files->viewport(), Qt::LeftButton, {}, at);
        QTest::mouseDClick(files->viewport(), Qt::LeftButton, {}, at);
        auto* folder = named<PlainLabel>(m_one->window(), "chooserFolder");
        QTRY_VERIFY_WITH_TIMEOUT(folder->shown().endsWith(QStringLiteral("/2026")), waitMs);
        press(m_one->window(), "chooserUp");
        QTRY_VERIFY_WITH_TIMEOUT(row(files, QStringLiteral("holiday.png")).isValid(), waitMs);
        press(m_one->window(), "chooserCancel");
        QVERIFY(!named<QWidget>(m_one->window(), "fileChooser")->isVisible());
    }

    void save_failed_saysWhy_andPictureAndWindowGoOn_data()
    {
        QTest::addColumn<QString>("folder");
        QTest::addColumn<HelperOutcome>("outcome");
        QTest::newRow("full disk") << QStringLiteral("full") << HelperOutcome::Full;
        QTest::newRow("read-only disk") << QStringLiteral("read-only") << HelperOutcome::NoPlace;
    }

    void save_failed_saysWhy_andPictureAndWindowGoOn()
    {
        QFETCH(const QString, folder);
        QFETCH(const HelperOutcome, outcome);
        if (!m_hasDisks && qEnvironmentVariable("CHATMET_REQUIRE_ALL") == u"1")
            QFAIL("CHATMET_REQUIRE_ALL is set and this user may not mount file systems of its own");
        if (!m_hasDisks)
            QSKIP("this user may not mount file systems of its own");
        view();
        saveAs(QStringLiteral("%1/%2/sunset.jpg").arg(m_home, folder));
        QTRY_COMPARE_WITH_TIMEOUT(saveWords(), HelperWords::ofPicture(outcome), waitMs);
        QVERIFY(QDir(m_home + QLatin1Char('/') + folder).isEmpty());
        verifyAllGoesOn();
    }

    void save_nameIsTaken_isRefusedWhereItIsTyped_andTouchesNothing()
    {
        putPhoto(QStringLiteral("holiday.jpg"));
        const QString taken = m_home + QStringLiteral("/Pictures/holiday.jpg");
        const qint64 size = QFileInfo(taken).size();
        view();
        saveAs(taken);
        auto* problem = named<PlainLabel>(m_other->window(), "chooserProblem");
        QVERIFY(problem->isVisible());
        QVERIFY(problem->shown().contains(QStringLiteral("already")));
        QCOMPARE(QFileInfo(taken).size(), size);
        press(m_other->window(), "chooserCancel");
        verifyAllGoesOn();
    }

    void save_nameIsTakenMeanwhile_isSaid_andTouchesNothing()
    {
        view();
        const QString taken = m_home + QStringLiteral("/Pictures/holiday.png");
        putPhoto();
        const qint64 size = QFileInfo(taken).size();
        Q_EMIT m_other->window()->panels()->savePictureRequested(m_key, taken); // the panel has looked before
        QTRY_COMPARE_WITH_TIMEOUT(saveWords(), HelperWords::ofPicture(HelperOutcome::Exists), waitMs);
        QCOMPARE(QFileInfo(taken).size(), size);
        verifyAllGoesOn();
    }

private:
    void putPhoto(const QString& name = QStringLiteral("holiday.png")) const
    {
        QVERIFY(QDir().mkpath(m_home + QStringLiteral("/Pictures")));
        QFile file(m_home + QStringLiteral("/Pictures/") + name);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(chatmet::testing::encode(chatmet::testing::photo({1600, 1200}), "png"));
    }

    static QModelIndex row(const QTreeView* files, const QString& name)
    {
        const QAbstractItemModel* model = files->model();
        for (int at = 0; model != nullptr && at < model->rowCount(files->rootIndex()); ++at) {
            const QModelIndex index = model->index(at, 0, files->rootIndex());
            if (index.data().toString() == name)
                return index;
        }
        return {};
    }

    /// The other one sees the picture of the first large. A photo goes as JPEG.
    void view()
    {
        dropFile(m_one->window()->chat(), photoElsewhere());
        auto* send = named<QWidget>(m_one->window(), "sendPictureButton");
        QTRY_VERIFY_WITH_TIMEOUT(send->isVisible() && send->isEnabled(), waitMs);
        press(m_one->window(), "sendPictureButton");
        QTRY_VERIFY_WITH_TIMEOUT(m_other->pictureIs(PictureState::Offered), waitMs);
        m_key = m_other->last(MessageKind::Picture)->key;
        click(RowPart::Show);
        QTRY_VERIFY_WITH_TIMEOUT(m_other->pictureIs(PictureState::Here), waitMs);
        click(RowPart::Picture);
        QTRY_VERIFY_WITH_TIMEOUT(m_other->window()->panels()->viewer()->isVisible(), waitMs);
    }

    QString photoElsewhere() const
    {
        QFile file(m_home + QStringLiteral("/sent.png"));
        if (file.open(QIODevice::WriteOnly))
            file.write(chatmet::testing::encode(chatmet::testing::photo({1600, 1200}), "png"));
        return file.fileName();
    }

    void click(RowPart part)
    {
        auto* list = m_other->window()->chat()->list();
        QTRY_VERIFY_WITH_TIMEOUT(!list->rectOf(m_key, part).isNull(), waitMs);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->rectOf(m_key, part).center());
    }

    void saveAs(const QString& path)
    {
        press(m_other->window(), "savePicture");
        press(m_other->window(), "saveAnyway");
        auto* name = named<QLineEdit>(m_other->window(), "chooserName");
        QVERIFY(name->isVisible());
        name->setText(path);
        press(m_other->window(), "chooserOk");
    }

    [[nodiscard]] QString saveWords() const
    {
        return named<PlainLabel>(m_other->window(), "saveWords")->shown();
    }

    /// The picture is still there, can be saved elsewhere, and people talk.
    void verifyAllGoesOn()
    {
        QVERIFY(m_other->window()->panels()->viewer()->isVisible());
        QVERIFY(!m_other->rows()->find(m_key)->preview.isNull());
        const QString elsewhere = m_home + QStringLiteral("/Pictures/elsewhere.jpg");
        QVERIFY(QDir().mkpath(m_home + QStringLiteral("/Pictures")));
        saveAs(elsewhere);
        QTRY_COMPARE_WITH_TIMEOUT(saveWords(), HelperWords::ofPicture(HelperOutcome::Done), waitMs);
        QFile saved(elsewhere);
        QVERIFY(saved.open(QIODevice::ReadOnly));
        QCOMPARE(saved.readAll(), m_other->rows()->find(m_key)->file);
        press(m_other->window(), "closeViewer");
        m_other->write(QStringLiteral("still here"));
        QTRY_VERIFY_WITH_TIMEOUT(m_one->lastTextIs(QStringLiteral("still here"), DeliveryState::Received),
                                 waitMs);
    }

    const QString m_home;
    const bool m_hasDisks;
    Helper m_helper;
    MessageKey m_key{};
};

int main(int argc, char** argv)
{
    if (argc == 2 && std::string_view(argv[1]) == helperArgument)
        return runHelper(true);
    const QTemporaryDir home;
    qputenv("HOME", home.path().toLocal8Bit());
    qunsetenv("XDG_CONFIG_HOME");
    const bool hasDisks = makeDisks(home.path()); // while there is one thread only
    auto helper = startHelper(true);
    QApplication application(argc, argv);
    int failures = 0;
    {
        SavingWindowsTest test(home.path(), hasDisks, std::move(helper));
        failures = QTest::qExec(&test, argc, argv);
    }
    for (const char* disk : {"/full", "/read-only"}) // else their folders stay
        ::umount2((home.path() + QLatin1String(disk)).toLocal8Bit().constData(), MNT_DETACH);
    return failures;
}

#include "SavingWindowsTest.moc"
