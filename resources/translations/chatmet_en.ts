<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US">
<context>
    <name>chatmet::client::CloseQuestion</name>
    <message numerus="yes">
        <source>Whoever is in your %n rooms is told, and everything here is erased.</source>
        <translation>
            <numerusform>Whoever is in your room is told, and everything here is erased.</numerusform>
            <numerusform>Whoever is in your %n rooms is told, and everything here is erased.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and whoever is in your %n rooms are told, and everything here is erased.</source>
        <translation>
            <numerusform>%1 and whoever is in your room are told, and everything here is erased.</numerusform>
            <numerusform>%1 and whoever is in your %n rooms are told, and everything here is erased.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::ConversationListModel</name>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n unread</numerusform>
            <numerusform>%1, %n unread</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::MembersPanel</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n people</source>
        <translation>
            <numerusform>%1: %n person</numerusform>
            <numerusform>%1: %n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::MessageListView</name>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new messages below</source>
        <translation>
            <numerusform>%n new message below</numerusform>
            <numerusform>%n new messages below</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomEvents</name>
    <message numerus="yes">
        <source>%1 and %n more have come in.</source>
        <translation>
            <numerusform>%1 and %n more have come in.</numerusform>
            <numerusform>%1 and %n more have come in.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more have left.</source>
        <translation>
            <numerusform>%1 and %n more have left.</numerusform>
            <numerusform>%1 and %n more have left.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomHeader</name>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n away</source>
        <translation>
            <numerusform>%1 · %n away</numerusform>
            <numerusform>%1 · %n away</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomPaths</name>
    <message numerus="yes">
        <source>%n people · typing…</source>
        <translation>
            <numerusform>%n person · typing…</numerusform>
            <numerusform>%n people · typing…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n person</numerusform>
            <numerusform>%n people</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::TrayIcon</name>
    <message numerus="yes">
        <source>ChatMet, %n unread</source>
        <translation>
            <numerusform>ChatMet, %n unread</numerusform>
            <numerusform>ChatMet, %n unread</numerusform>
        </translation>
    </message>
</context>
</TS>
