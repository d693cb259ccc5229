// SPDX-FileCopyrightText: ChatMet contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The settings as a page over the window. What is chosen holds at once; there is nothing to confirm.

#include "client/view/ReadingPanel.h"
#include "client/view/SettingsChoices.h"

#include <QList>

#include <utility>

class QCheckBox;
class QVBoxLayout;

namespace chatmet::client {

class ChoiceBox;
class KnownServersList;
class PlainLabel;
class ProxyFields;

class SettingsPanel : public ReadingPanel
{
    Q_OBJECT

public:
    SettingsPanel(const Theme& theme, QWidget* parent);

    /// filling() comes first.
    void openAt(SettingsPart part);
    void setChoices(const SettingsChoices& choices);
    void setServers(const QList<KnownServer>& servers);
    /// While there is one, its proxy and its language stay as they are, and that is said.
    void setSession(bool hasSession);
    /// Whether this system can hide the window from recordings, and what that means here.
    void setCapture(bool canHide, const QString& words);

Q_SIGNALS:
    /// About to be shown: whoever knows choices and servers sets them.
    void filling();
    /// By the person; all of them as they are now.
    void chosen(const chatmet::client::SettingsChoices& choices);
    void forgetRequested(const QString& address);

protected:
    QWidget* firstFocus() override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void build();
    void buildLook(QVBoxLayout* column);
    void buildLanguage(QVBoxLayout* column);
    void buildConnection(QVBoxLayout* column);
    void buildChatting(QVBoxLayout* column);
    void buildElsewhere(QVBoxLayout* column);
    void buildWindow(QVBoxLayout* column);
    void buildServers(QVBoxLayout* column);
    QCheckBox* tick(QVBoxLayout* column, const char* name, const QString& words,
                    bool SettingsChoices::*choice);
    void choose();
    void showChoices();

    QWidget* m_inside{nullptr}; ///< made when it is opened for the first time
    SettingsChoices m_choices;
    QList<KnownServer> m_known;
    QList<std::pair<QCheckBox*, bool SettingsChoices::*>> m_ticks;
    SettingsPart m_part{SettingsPart::Look};
    bool m_hasSession{false};
    bool m_canHide{false};
    QString m_captureWords;
    ChoiceBox* m_look{nullptr};
    ChoiceBox* m_language{nullptr};
    PlainLabel* m_languageNote{nullptr};
    ProxyFields* m_proxy{nullptr};
    ChoiceBox* m_endedPage{nullptr};
    QCheckBox* m_hidden{nullptr};
    PlainLabel* m_hiddenNote{nullptr};
    KnownServersList* m_servers{nullptr};
};

} // namespace chatmet::client
