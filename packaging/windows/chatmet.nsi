; SPDX-FileCopyrightText: ChatMet contributors
; SPDX-License-Identifier: GPL-3.0-or-later
; Installer of chatmet for Windows, 64 bits: for the one who runs it, without administrator rights.
; makensis -DVERSION=0.1.0 -DPAYLOAD=folder -DPROGRAM=chatmet.exe -DREMOVE_FILES=file -DOUTPUT=file chatmet.nsi, as
; packaging/windows/make-installers calls it: PAYLOAD holds PROGRAM and what it needs, REMOVE_FILES are the lines that remove it.
; /S installs without questions, /D=FOLDER elsewhere. The uninstaller removes what the installer knows of, and no more.

!ifndef VERSION | PAYLOAD | PROGRAM | REMOVE_FILES | OUTPUT
  !error "use packaging/windows/make-installers"
!endif

Target amd64-unicode ; the 32-bit stub does nothing where there is no 32-bit Windows
Unicode true
!include MUI2.nsh

Name "ChatMet"
OutFile "${OUTPUT}"
InstallDir "$LOCALAPPDATA\Programs\ChatMet"
InstallDirRegKey HKCU "Software\ChatMet" "InstallFolder"
RequestExecutionLevel user
SetCompressor /SOLID lzma
BrandingText "ChatMet ${VERSION}"
VIProductVersion "${VERSION}.0"
VIAddVersionKey ProductName "ChatMet"
VIAddVersionKey FileDescription "Installer of ChatMet"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey LegalCopyright "ChatMet contributors, GPL-3.0-or-later"

!define MUI_ICON "${__FILEDIR__}\chatmet.ico"
!define MUI_UNICON "${__FILEDIR__}\chatmet.ico"
!insertmacro MUI_PAGE_LICENSE "${__FILEDIR__}\..\..\LICENSE"
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!define MUI_FINISHPAGE_RUN "$INSTDIR\${PROGRAM}"
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

!define UNINSTALL_KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\ChatMet"

Section "ChatMet"
  ; A running program keeps its file; overwriting half of an installation would be worse than none.
  ClearErrors
  IfFileExists "$INSTDIR\${PROGRAM}" 0 free
    FileOpen $0 "$INSTDIR\${PROGRAM}" a
    IfErrors running
    FileClose $0
    Goto free
  running:
    MessageBox MB_OK|MB_ICONEXCLAMATION "ChatMet is running. Close it and start this installer again." /SD IDOK
    SetErrorLevel 2
    Abort "ChatMet is running."
  free:
  SetOutPath "$INSTDIR"
  File /r "${PAYLOAD}\*"
  File "/oname=LICENSE.txt" "${__FILEDIR__}\..\..\LICENSE"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\ChatMet.lnk" "$INSTDIR\${PROGRAM}"

  WriteRegStr HKCU "Software\ChatMet" "InstallFolder" "$INSTDIR"
  ; Invites are chatmet: links.
  WriteRegStr HKCU "Software\Classes\chatmet" "" "URL:ChatMet invite"
  WriteRegStr HKCU "Software\Classes\chatmet" "URL Protocol" ""
  WriteRegStr HKCU "Software\Classes\chatmet\DefaultIcon" "" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "Software\Classes\chatmet\shell\open\command" "" '"$INSTDIR\${PROGRAM}" "%1"'

  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayName" "ChatMet"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "Publisher" "ChatMet contributors"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "DisplayIcon" "$INSTDIR\${PROGRAM},0"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${UNINSTALL_KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${UNINSTALL_KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoModify" 1
  WriteRegDWORD HKCU "${UNINSTALL_KEY}" "NoRepair" 1
SectionEnd

Section "un.ChatMet"
  ; Each file and folder of the payload by its name, so that nothing of others is removed from a folder that somebody chose.
  !include "${REMOVE_FILES}"
  Delete "$INSTDIR\LICENSE.txt"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\ChatMet.lnk"
  ; Only if they still are ours: another installation may have taken the links over.
  ReadRegStr $0 HKCU "Software\Classes\chatmet\shell\open\command" ""
  StrCmp $0 '"$INSTDIR\${PROGRAM}" "%1"' 0 foreign
    DeleteRegKey HKCU "Software\Classes\chatmet"
  foreign:
  DeleteRegKey HKCU "Software\ChatMet"
  DeleteRegKey HKCU "${UNINSTALL_KEY}"
SectionEnd
