<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="hi_IN">
<context>
    <name>CheckEmoji</name>
    <message>
        <source>dog</source>
        <translation>कुत्ता</translation>
    </message>
    <message>
        <source>cat</source>
        <translation>बिल्ली</translation>
    </message>
    <message>
        <source>lion</source>
        <translation>शेर</translation>
    </message>
    <message>
        <source>horse</source>
        <translation>घोड़ा</translation>
    </message>
    <message>
        <source>elephant</source>
        <translation>हाथी</translation>
    </message>
    <message>
        <source>rabbit</source>
        <translation>ख़रगोश</translation>
    </message>
    <message>
        <source>panda</source>
        <translation>पांडा</translation>
    </message>
    <message>
        <source>hen</source>
        <translation>मुर्ग़ी</translation>
    </message>
    <message>
        <source>penguin</source>
        <translation>पेंगुइन</translation>
    </message>
    <message>
        <source>turtle</source>
        <translation>कछुआ</translation>
    </message>
    <message>
        <source>fish</source>
        <translation>मछली</translation>
    </message>
    <message>
        <source>octopus</source>
        <translation>ऑक्टोपस</translation>
    </message>
    <message>
        <source>butterfly</source>
        <translation>तितली</translation>
    </message>
    <message>
        <source>bee</source>
        <translation>मधुमक्खी</translation>
    </message>
    <message>
        <source>snail</source>
        <translation>घोंघा</translation>
    </message>
    <message>
        <source>snake</source>
        <translation>साँप</translation>
    </message>
    <message>
        <source>sunflower</source>
        <translation>सूरजमुखी</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>पेड़</translation>
    </message>
    <message>
        <source>cactus</source>
        <translation>कैक्टस</translation>
    </message>
    <message>
        <source>mushroom</source>
        <translation>कुकुरमुत्ता</translation>
    </message>
    <message>
        <source>globe</source>
        <translation>पृथ्वी</translation>
    </message>
    <message>
        <source>moon</source>
        <translation>चाँद</translation>
    </message>
    <message>
        <source>star</source>
        <translation>तारा</translation>
    </message>
    <message>
        <source>fire</source>
        <translation>आग</translation>
    </message>
    <message>
        <source>rainbow</source>
        <translation>इंद्रधनुष</translation>
    </message>
    <message>
        <source>umbrella</source>
        <translation>छाता</translation>
    </message>
    <message>
        <source>snowman</source>
        <translation>हिममानव</translation>
    </message>
    <message>
        <source>wave</source>
        <translation>लहर</translation>
    </message>
    <message>
        <source>banana</source>
        <translation>केला</translation>
    </message>
    <message>
        <source>apple</source>
        <translation>सेब</translation>
    </message>
    <message>
        <source>strawberry</source>
        <translation>स्ट्रॉबेरी</translation>
    </message>
    <message>
        <source>maize</source>
        <translation>मक्का</translation>
    </message>
    <message>
        <source>pizza</source>
        <translation>पिज़्ज़ा</translation>
    </message>
    <message>
        <source>cake</source>
        <translation>केक</translation>
    </message>
    <message>
        <source>lemon</source>
        <translation>नींबू</translation>
    </message>
    <message>
        <source>carrot</source>
        <translation>गाजर</translation>
    </message>
    <message>
        <source>clock</source>
        <translation>घड़ी</translation>
    </message>
    <message>
        <source>key</source>
        <translation>चाबी</translation>
    </message>
    <message>
        <source>hammer</source>
        <translation>हथौड़ा</translation>
    </message>
    <message>
        <source>bell</source>
        <translation>घंटी</translation>
    </message>
    <message>
        <source>padlock</source>
        <translation>ताला</translation>
    </message>
    <message>
        <source>light bulb</source>
        <translation>बल्ब</translation>
    </message>
    <message>
        <source>book</source>
        <translation>किताब</translation>
    </message>
    <message>
        <source>paper clip</source>
        <translation>पेपर क्लिप</translation>
    </message>
    <message>
        <source>balloon</source>
        <translation>ग़ुब्बारा</translation>
    </message>
    <message>
        <source>present</source>
        <translation>तोहफ़ा</translation>
    </message>
    <message>
        <source>hat</source>
        <translation>टोपी</translation>
    </message>
    <message>
        <source>glasses</source>
        <translation>चश्मा</translation>
    </message>
    <message>
        <source>crown</source>
        <translation>मुकुट</translation>
    </message>
    <message>
        <source>boot</source>
        <translation>जूता</translation>
    </message>
    <message>
        <source>train</source>
        <translation>रेलगाड़ी</translation>
    </message>
    <message>
        <source>bicycle</source>
        <translation>साइकिल</translation>
    </message>
    <message>
        <source>car</source>
        <translation>कार</translation>
    </message>
    <message>
        <source>rocket</source>
        <translation>रॉकेट</translation>
    </message>
    <message>
        <source>boat</source>
        <translation>नाव</translation>
    </message>
    <message>
        <source>anchor</source>
        <translation>लंगर</translation>
    </message>
    <message>
        <source>house</source>
        <translation>घर</translation>
    </message>
    <message>
        <source>tent</source>
        <translation>तंबू</translation>
    </message>
    <message>
        <source>guitar</source>
        <translation>गिटार</translation>
    </message>
    <message>
        <source>drum</source>
        <translation>ढोल</translation>
    </message>
    <message>
        <source>trumpet</source>
        <translation>तुरही</translation>
    </message>
    <message>
        <source>ball</source>
        <translation>गेंद</translation>
    </message>
    <message>
        <source>cup</source>
        <translation>कप</translation>
    </message>
    <message>
        <source>compass</source>
        <translation>कंपास</translation>
    </message>
</context>
<context>
    <name>HoldingNames</name>
    <message>
        <source>Session</source>
        <translation>सत्र</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>कनेक्शन</translation>
    </message>
    <message>
        <source>Not yet confirmed by you</source>
        <translation>आपकी ओर से अभी पुष्ट नहीं</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>खोज</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>जोड़ी</translation>
    </message>
    <message>
        <source>Your side of the pair</source>
        <translation>जोड़ी में आपकी ओर</translation>
    </message>
    <message>
        <source>The other side of the pair</source>
        <translation>जोड़ी में दूसरी ओर</translation>
    </message>
    <message>
        <source>Picture on its way</source>
        <translation>रास्ते में तस्वीर</translation>
    </message>
    <message>
        <source>Picture that has passed</source>
        <translation>पहुँच चुकी तस्वीर</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>कमरा</translation>
    </message>
    <message>
        <source>Who gets into the room</source>
        <translation>कमरे में कौन आ सकता है</translation>
    </message>
    <message>
        <source>You in the room</source>
        <translation>कमरे में आप</translation>
    </message>
    <message>
        <source>The others in the room</source>
        <translation>कमरे में बाक़ी लोग</translation>
    </message>
    <message>
        <source>Picture on its way in the room</source>
        <translation>कमरे में रास्ते में तस्वीर</translation>
    </message>
    <message>
        <source>Picture on its way between others in the room</source>
        <translation>कमरे में दूसरों के बीच रास्ते में तस्वीर</translation>
    </message>
    <message>
        <source>Picture that has passed in the room</source>
        <translation>कमरे में पहुँच चुकी तस्वीर</translation>
    </message>
    <message>
        <source>Pair that has ended</source>
        <translation>ख़त्म हो चुकी जोड़ी</translation>
    </message>
    <message>
        <source>Your side of a pair that has ended</source>
        <translation>ख़त्म हो चुकी जोड़ी में आपकी ओर</translation>
    </message>
    <message>
        <source>The other side of a pair that has ended</source>
        <translation>ख़त्म हो चुकी जोड़ी में दूसरी ओर</translation>
    </message>
    <message>
        <source>Line</source>
        <translation>लाइन</translation>
    </message>
    <message>
        <source>Waiting to be sent to you</source>
        <translation>आपको भेजे जाने की प्रतीक्षा में</translation>
    </message>
    <message>
        <source>Being sent to you</source>
        <translation>आपको भेजा जा रहा है</translation>
    </message>
    <message>
        <source>Encryption of the line</source>
        <translation>लाइन का एन्क्रिप्शन</translation>
    </message>
    <message>
        <source>At work at this moment</source>
        <translation>इस पल चल रहा काम</translation>
    </message>
    <message>
        <source>Access log, on the server’s disk</source>
        <translation>सर्वर की डिस्क पर प्रवेश लॉग</translation>
    </message>
    <message>
        <source>whose it is</source>
        <translation>किसका है</translation>
    </message>
    <message>
        <source>which line</source>
        <translation>कौन-सी लाइन</translation>
    </message>
    <message>
        <source>token</source>
        <translation>टोकन</translation>
    </message>
    <message>
        <source>username</source>
        <translation>उपयोगकर्ता नाम</translation>
    </message>
    <message>
        <source>counted against the server’s memory, in bytes</source>
        <translation>सर्वर की मेमोरी में गिना गया, बाइट में</translation>
    </message>
    <message>
        <source>which pair</source>
        <translation>कौन-सी जोड़ी</translation>
    </message>
    <message>
        <source>which conversation</source>
        <translation>कौन-सी बातचीत</translation>
    </message>
    <message>
        <source>which rooms</source>
        <translation>कौन-से कमरे</translation>
    </message>
    <message>
        <source>frames taken from you</source>
        <translation>आपसे लिए गए फ़्रेम</translation>
    </message>
    <message>
        <source>frames taken and not confirmed to you yet</source>
        <translation>लिए गए फ़्रेम जिनकी पुष्टि आपको अभी नहीं भेजी गई</translation>
    </message>
    <message>
        <source>when the first of those came</source>
        <translation>उनमें से पहला कब आया</translation>
    </message>
    <message>
        <source>when it began</source>
        <translation>कब शुरू हुआ</translation>
    </message>
    <message>
        <source>when this list was last told</source>
        <translation>यह सूची पिछली बार कब बताई गई</translation>
    </message>
    <message>
        <source>state</source>
        <translation>स्थिति</translation>
    </message>
    <message>
        <source>pairs that are being erased</source>
        <translation>जोड़ियाँ जो मिटाई जा रही हैं</translation>
    </message>
    <message>
        <source>has not said hello</source>
        <translation>अभी नमस्ते नहीं कहा</translation>
    </message>
    <message>
        <source>has frames to be confirmed</source>
        <translation>फ़्रेम की पुष्टि भेजनी बाक़ी है</translation>
    </message>
    <message>
        <source>reads too slowly</source>
        <translation>बहुत धीरे पढ़ता है</translation>
    </message>
    <message>
        <source>frames numbered</source>
        <translation>क्रमांकित फ़्रेम</translation>
    </message>
    <message>
        <source>bytes in all</source>
        <translation>कुल बाइट</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>क्रमांक</translation>
    </message>
    <message>
        <source>what the frames are</source>
        <translation>फ़्रेम किस तरह के हैं</translation>
    </message>
    <message>
        <source>what the frames hold</source>
        <translation>फ़्रेम में क्या है</translation>
    </message>
    <message>
        <source>which goes first</source>
        <translation>कौन पहले जाता है</translation>
    </message>
    <message>
        <source>lengths and numbers</source>
        <translation>लंबाइयाँ और क्रमांक</translation>
    </message>
    <message>
        <source>which picture</source>
        <translation>कौन-सी तस्वीर</translation>
    </message>
    <message>
        <source>who wrote them</source>
        <translation>किसने लिखे</translation>
    </message>
    <message>
        <source>pairs whose erasure waits for what is being sent</source>
        <translation>जोड़ियाँ जिनका मिटना भेजी जा रही चीज़ के पूरा होने पर होगा</translation>
    </message>
    <message>
        <source>nothing but the last words</source>
        <translation>केवल अंतिम शब्द</translation>
    </message>
    <message>
        <source>what is being done for you</source>
        <translation>आपके लिए किया जा रहा काम</translation>
    </message>
    <message>
        <source>random number of this side</source>
        <translation>इस ओर की यादृच्छिक संख्या</translation>
    </message>
    <message>
        <source>steps towards the keys of the pair</source>
        <translation>जोड़ी की कुंजियों तक के क़दम</translation>
    </message>
    <message>
        <source>public keys, for who joins later</source>
        <translation>सार्वजनिक कुंजियाँ, बाद में आने वालों के लिए</translation>
    </message>
    <message>
        <source>what an invite is checked against</source>
        <translation>जिससे न्योता जाँचा जाता है</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>बंद</translation>
    </message>
    <message>
        <source>your random number there</source>
        <translation>वहाँ आपकी यादृच्छिक संख्या</translation>
    </message>
    <message>
        <source>messages sent</source>
        <translation>भेजे गए संदेश</translation>
    </message>
    <message>
        <source>messages in all</source>
        <translation>कुल संदेश</translation>
    </message>
    <message>
        <source>who sends</source>
        <translation>कौन भेजता है</translation>
    </message>
    <message>
        <source>who receives</source>
        <translation>कौन पाता है</translation>
    </message>
    <message>
        <source>size in bytes</source>
        <translation>आकार, बाइट में</translation>
    </message>
    <message>
        <source>pieces</source>
        <translation>टुकड़े</translation>
    </message>
    <message>
        <source>pieces passed on</source>
        <translation>आगे भेजे गए टुकड़े</translation>
    </message>
    <message>
        <source>bytes or pieces received</source>
        <translation>मिले हुए बाइट या टुकड़े</translation>
    </message>
    <message>
        <source>pieces allowed</source>
        <translation>अनुमत टुकड़े</translation>
    </message>
    <message>
        <source>asked for again</source>
        <translation>फिर से माँगी गई</translation>
    </message>
    <message>
        <source>order of arrival</source>
        <translation>आने का क्रम</translation>
    </message>
    <message>
        <source>open</source>
        <translation>खुला</translation>
    </message>
    <message>
        <source>place in the queues</source>
        <translation>क़तारों में जगह</translation>
    </message>
    <message>
        <source>topics</source>
        <translation>विषय</translation>
    </message>
    <message>
        <source>why it ended</source>
        <translation>क्यों ख़त्म हुई</translation>
    </message>
    <message>
        <source>address</source>
        <translation>पता</translation>
    </message>
    <message>
        <source>time of arrival, to the minute</source>
        <translation>आने का समय, मिनट तक</translation>
    </message>
    <message>
        <source>version of your program</source>
        <translation>आपके प्रोग्राम का संस्करण</translation>
    </message>
    <message>
        <source>operating system</source>
        <translation>ऑपरेटिंग सिस्टम</translation>
    </message>
    <message>
        <source>is being closed</source>
        <translation>बंद हो रही है</translation>
    </message>
    <message>
        <source>is sending</source>
        <translation>भेज रही है</translation>
    </message>
    <message>
        <source>when it would be given up</source>
        <translation>कब छोड़ दी जाएगी</translation>
    </message>
    <message>
        <source>operations under way</source>
        <translation>चल रहे काम</translation>
    </message>
    <message>
        <source>bytes that have just come</source>
        <translation>अभी-अभी आए बाइट</translation>
    </message>
    <message>
        <source>when you were last heard</source>
        <translation>आपसे पिछली बार कब कुछ आया</translation>
    </message>
    <message>
        <source>asked whether you are still there</source>
        <translation>पूछा गया कि आप अब भी हैं या नहीं</translation>
    </message>
    <message>
        <source>has ended</source>
        <translation>ख़त्म हो चुकी</translation>
    </message>
    <message>
        <source>buffers</source>
        <translation>बफ़र</translation>
    </message>
    <message>
        <source>keys</source>
        <translation>कुंजियाँ</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>random number</source>
        <translation>यादृच्छिक संख्या</translation>
    </message>
    <message>
        <source>tokens to come back with</source>
        <translation>लौटने के टोकन</translation>
    </message>
    <message>
        <source>lines that are being closed</source>
        <translation>बंद होते संपर्क</translation>
    </message>
    <message>
        <source>since when your line was down</source>
        <translation>आपका संपर्क कब से टूटा था</translation>
    </message>
    <message>
        <source>the search that goes on when you are back</source>
        <translation>खोज, जो आपके लौटने पर आगे चलेगी</translation>
    </message>
    <message>
        <source>pairs whose erasure is not confirmed yet</source>
        <translation>जोड़ियाँ, जिनके मिटने की पुष्टि अभी नहीं हुई</translation>
    </message>
    <message>
        <source>frames that you have confirmed</source>
        <translation>फ़्रेम, जिनकी आपने पुष्टि की है</translation>
    </message>
    <message>
        <source>stood still while a line was down</source>
        <translation>संपर्क टूटने पर रुकी रही</translation>
    </message>
    <message>
        <source>Last partners</source>
        <translation>पिछले साथी</translation>
    </message>
    <message>
        <source>random numbers of your last partners, so that others come first</source>
        <translation>आपके पिछले साथियों की यादृच्छिक संख्याएँ, ताकि पहले दूसरे मिलें</translation>
    </message>
    <message>
        <source>how many people online you were last told of</source>
        <translation>आपको पिछली बार बताई गई ऑनलाइन लोगों की संख्या</translation>
    </message>
    <message>
        <source>waits for a shared topic, and for somebody new, first</source>
        <translation>पहले साझा विषय और किसी नए व्यक्ति की प्रतीक्षा</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>रोक</translation>
    </message>
    <message>
        <source>For reporting or blocking somebody after the end</source>
        <translation>बातचीत के बाद किसी की शिकायत करने या उसे रोकने के लिए</translation>
    </message>
    <message>
        <source>numbers of messages</source>
        <translation>संदेशों की संख्याएँ</translation>
    </message>
    <message>
        <source>random numbers of people whom you have blocked, or who have blocked you</source>
        <translation>उन लोगों की यादृच्छिक संख्याएँ जिन्हें आपने रोका है, या जिन्होंने आपको रोका है</translation>
    </message>
    <message>
        <source>random numbers in the place of the other person</source>
        <translation>दूसरे व्यक्ति की जगह यादृच्छिक संख्याएँ</translation>
    </message>
    <message>
        <source>that others have one about you</source>
        <translation>कि दूसरों के पास आपके बारे में एक है</translation>
    </message>
    <message>
        <source>was used for a report</source>
        <translation>शिकायत के लिए काम आया</translation>
    </message>
    <message>
        <source>was used for a block</source>
        <translation>रोकने के लिए काम आया</translation>
    </message>
    <message>
        <source>Limits of your session</source>
        <translation>आपके सत्र की सीमाएँ</translation>
    </message>
    <message>
        <source>Your network address, with everybody’s who shares it</source>
        <translation>आपका नेटवर्क पता, उसे साझा करने वाले सबके साथ</translation>
    </message>
    <message>
        <source>numbers in the place of your address and its network, for limits and to see whether it changes</source>
        <translation>आपके पते और उसके नेटवर्क की जगह की संख्याएँ, सीमाओं के लिए और यह देखने के लिए कि वह बदलता है या नहीं</translation>
    </message>
    <message>
        <source>a look at whether the line still moves</source>
        <translation>यह देखना कि लाइन अब भी चल रही है या नहीं</translation>
    </message>
    <message>
        <source>by when the greeting had to be over</source>
        <translation>अभिवादन कब तक पूरा होना था</translation>
    </message>
    <message>
        <source>the sum that your program was asked for</source>
        <translation>वह हिसाब जो आपके प्रोग्राम से माँगा गया</translation>
    </message>
    <message>
        <source>how much was asked for of late</source>
        <translation>हाल में कितना माँगा गया</translation>
    </message>
    <message>
        <source>people who are here at the moment</source>
        <translation>लोग जो इस समय यहाँ हैं</translation>
    </message>
    <message>
        <source>reports of somebody there, as random numbers</source>
        <translation>वहाँ किसी की शिकायतें, यादृच्छिक संख्याओं के रूप में</translation>
    </message>
</context>
<context>
    <name>HoldingWords</name>
    <message>
        <source>username “%1”</source>
        <translation>उपयोगकर्ता नाम “%1”</translation>
    </message>
    <message>
        <source>session token</source>
        <translation>सत्र का टोकन</translation>
    </message>
    <message>
        <source>address %1</source>
        <translation>पता %1</translation>
    </message>
    <message>
        <source>that you are looking for somebody</source>
        <translation>कि आप किसी को खोज रहे हैं</translation>
    </message>
    <message>
        <source>that you are looking for somebody, topics: %1</source>
        <translation>कि आप किसी को खोज रहे हैं, विषय: %1</translation>
    </message>
    <message>
        <source>pictures on their way, a few pieces at a time: %1</source>
        <translation>रास्ते में तस्वीरें, एक बार में कुछ टुकड़े: %1</translation>
    </message>
    <message>
        <source>random numbers of pictures that have passed: %1</source>
        <translation>पहुँच चुकी तस्वीरों की यादृच्छिक संख्याएँ: %1</translation>
    </message>
    <message>
        <source>paired with one person</source>
        <translation>एक व्यक्ति के साथ जोड़ी</translation>
    </message>
    <message>
        <source>in rooms: %1</source>
        <translation>कमरों में: %1</translation>
    </message>
    <message>
        <source>messages and notices not yet confirmed by your program: %1, %2</source>
        <translation>संदेश और सूचनाएँ जिनकी पुष्टि आपके प्रोग्राम ने अभी नहीं की: %1, %2</translation>
    </message>
    <message>
        <source>messages and notices on their way to you: %1, %2</source>
        <translation>आपके रास्ते में संदेश और सूचनाएँ: %1, %2</translation>
    </message>
    <message>
        <source>a pair that has ended and is being erased</source>
        <translation>एक जोड़ी जो ख़त्म हो चुकी है और मिटाई जा रही है</translation>
    </message>
    <message>
        <source>keys and buffers of the encrypted line, %1</source>
        <translation>एन्क्रिप्टेड लाइन की कुंजियाँ और बफ़र, %1</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 बाइट</translation>
    </message>
    <message>
        <source>%1 kB</source>
        <translation>%1 केबी</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 सेकंड</translation>
    </message>
    <message>
        <source>%1 min</source>
        <translation>%1 मिनट</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 घंटे</translation>
    </message>
    <message>
        <source>when you leave</source>
        <translation>जब आप जाएँगे</translation>
    </message>
    <message>
        <source>when the line closes</source>
        <translation>जब लाइन बंद होगी</translation>
    </message>
    <message>
        <source>when either ends it</source>
        <translation>जब दोनों में से कोई इसे ख़त्म करे</translation>
    </message>
    <message>
        <source>when somebody is found</source>
        <translation>जब कोई मिल जाए</translation>
    </message>
    <message>
        <source>when it has passed</source>
        <translation>जब वह पहुँच जाए</translation>
    </message>
    <message>
        <source>on delivery</source>
        <translation>पहुँचने पर</translation>
    </message>
    <message>
        <source>when it is sent</source>
        <translation>भेजे जाने पर</translation>
    </message>
    <message>
        <source>within two seconds</source>
        <translation>दो सेकंड के भीतर</translation>
    </message>
    <message>
        <source>within a second</source>
        <translation>एक सेकंड के भीतर</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>तुरंत</translation>
    </message>
    <message>
        <source>after a day</source>
        <translation>एक दिन बाद</translation>
    </message>
    <message>
        <source>after %1 days</source>
        <translation>%1 दिन बाद</translation>
    </message>
    <message>
        <source>numbers and marks about your session and its line: %1</source>
        <translation>आपके सत्र और उसकी लाइन के बारे में संख्याएँ और चिह्न: %1</translation>
    </message>
    <message>
        <source>%1 (%2 together)</source>
        <translation>%1 (कुल %2)</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>two minutes after the end</source>
        <translation>बातचीत ख़त्म होने के दो मिनट बाद</translation>
    </message>
    <message>
        <source>within minutes, an hour after a report</source>
        <translation>कुछ मिनटों में, शिकायत के बाद एक घंटे में</translation>
    </message>
</context>
<context>
    <name>LeakFacts</name>
    <message>
        <source>no file can be written</source>
        <translation>कोई फ़ाइल नहीं लिखी जा सकती</translation>
    </message>
    <message>
        <source>this program could write files</source>
        <translation>यह प्रोग्राम फ़ाइलें लिख सकता है</translation>
    </message>
    <message>
        <source>freed memory is overwritten</source>
        <translation>ख़ाली की गई मेमोरी पर ऊपर से लिखा जाता है</translation>
    </message>
    <message>
        <source>freed memory is not overwritten</source>
        <translation>ख़ाली की गई मेमोरी पर ऊपर से नहीं लिखा जाता</translation>
    </message>
    <message>
        <source>X11 lets other programs see the screen and the keys</source>
        <translation>X11 दूसरे प्रोग्रामों को स्क्रीन और दबाई गई कुंजियाँ देखने देता है</translation>
    </message>
    <message>
        <source>other programs have to ask before they see the screen</source>
        <translation>दूसरे प्रोग्रामों को स्क्रीन देखने से पहले पूछना पड़ता है</translation>
    </message>
    <message>
        <source>other programs may be able to see the screen</source>
        <translation>दूसरे प्रोग्राम शायद स्क्रीन देख सकते हैं</translation>
    </message>
    <message>
        <source>a screen reader or another helper can read this window</source>
        <translation>कोई स्क्रीन रीडर या दूसरा सहायक इस विंडो को पढ़ सकता है</translation>
    </message>
    <message>
        <source>no screen reader is listening</source>
        <translation>कोई स्क्रीन रीडर नहीं सुन रहा</translation>
    </message>
    <message>
        <source>the clipboard holds what was copied here: any program can read it</source>
        <translation>यहाँ कॉपी की गई चीज़ क्लिपबोर्ड में है: कोई भी प्रोग्राम उसे पढ़ सकता है</translation>
    </message>
    <message>
        <source>nothing copied here is in the clipboard</source>
        <translation>यहाँ से कॉपी किया हुआ कुछ भी क्लिपबोर्ड में नहीं है</translation>
    </message>
    <message>
        <source>no proxy: the server sees this computer’s address</source>
        <translation>कोई प्रॉक्सी नहीं: सर्वर इस कंप्यूटर का पता देखता है</translation>
    </message>
    <message>
        <source>the server sees an address of Tor’s</source>
        <translation>सर्वर Tor का कोई पता देखता है</translation>
    </message>
    <message>
        <source>the server sees the proxy’s address</source>
        <translation>सर्वर प्रॉक्सी का पता देखता है</translation>
    </message>
    <message>
        <source>no core dumps</source>
        <translation>क्रैश होने पर मेमोरी की कोई प्रति नहीं बनती</translation>
    </message>
    <message>
        <source>a crash can leave a core dump</source>
        <translation>क्रैश होने पर मेमोरी की प्रति बच सकती है</translation>
    </message>
    <message>
        <source>another program is watching this one (a debugger)</source>
        <translation>कोई दूसरा प्रोग्राम इस पर नज़र रख रहा है (डिबगर)</translation>
    </message>
    <message>
        <source>other programs of yours can read this memory</source>
        <translation>आपके दूसरे प्रोग्राम यह मेमोरी पढ़ सकते हैं</translation>
    </message>
    <message>
        <source>other programs of yours cannot read this memory</source>
        <translation>आपके दूसरे प्रोग्राम यह मेमोरी नहीं पढ़ सकते</translation>
    </message>
    <message>
        <source>no swap</source>
        <translation>कोई स्वैप नहीं</translation>
    </message>
    <message>
        <source>swap stays in memory</source>
        <translation>स्वैप मेमोरी में ही रहता है</translation>
    </message>
    <message>
        <source>swap is encrypted</source>
        <translation>स्वैप एन्क्रिप्टेड है</translation>
    </message>
    <message>
        <source>swap is not known to be encrypted</source>
        <translation>स्वैप के एन्क्रिप्टेड होने का पता नहीं</translation>
    </message>
    <message>
        <source>hibernating would write the memory to a disk</source>
        <translation>हाइबरनेट करने पर मेमोरी डिस्क पर लिखी जाएगी</translation>
    </message>
    <message>
        <source>the screen belongs to another computer</source>
        <translation>स्क्रीन किसी दूसरे कंप्यूटर की है</translation>
    </message>
    <message>
        <source>no input method reads along</source>
        <translation>कोई इनपुट विधि साथ नहीं पढ़ती</translation>
    </message>
    <message>
        <source>what you type passes through the input method %1</source>
        <translation>आप जो टाइप करते हैं वह इनपुट विधि %1 से होकर जाता है</translation>
    </message>
    <message>
        <source>crash reports leave this memory out</source>
        <translation>क्रैश रिपोर्ट में यह मेमोरी नहीं जाती</translation>
    </message>
    <message>
        <source>a crash report can hold this memory</source>
        <translation>क्रैश रिपोर्ट में यह मेमोरी जा सकती है</translation>
    </message>
    <message>
        <source>pictures of others are decoded in this program itself</source>
        <translation>दूसरों की तस्वीरें इसी प्रोग्राम में खोली जाती हैं</translation>
    </message>
    <message>
        <source>no process for pictures of others has started yet</source>
        <translation>दूसरों की तस्वीरों के लिए अभी कोई प्रक्रिया शुरू नहीं हुई है</translation>
    </message>
    <message>
        <source>pictures of others are decoded by a process that can reach nothing</source>
        <translation>दूसरों की तस्वीरें ऐसी प्रक्रिया खोलती है जो और किसी चीज़ तक नहीं पहुँच सकती</translation>
    </message>
    <message>
        <source>the process that decodes pictures could not be shut in completely</source>
        <translation>तस्वीरें खोलने वाली प्रक्रिया को पूरी तरह बंद घेरे में नहीं रखा जा सका</translation>
    </message>
    <message>
        <source>this program itself writes the settings and what you save</source>
        <translation>सेटिंग और जो आप सहेजते हैं, उसे यही प्रोग्राम लिखता है</translation>
    </message>
    <message>
        <source>only a helper process writes, settings and what you save</source>
        <translation>केवल एक सहायक प्रक्रिया लिखती है: सेटिंग और जो आप सहेजते हैं</translation>
    </message>
    <message>
        <source>the helper process has ended: nothing can be saved</source>
        <translation>सहायक प्रक्रिया बंद हो गई है: कुछ सहेजा नहीं जा सकता</translation>
    </message>
    <message>
        <source>recordings of the screen leave this window out, or show it black</source>
        <translation>स्क्रीन की रिकॉर्डिंग में यह विंडो नहीं आती, या काली आती है</translation>
    </message>
    <message>
        <source>many recorders leave this window out; newer ones may show it</source>
        <translation>बहुत-से रिकॉर्डर इस विंडो को छोड़ देते हैं; नए शायद दिखाएँ</translation>
    </message>
    <message>
        <source>the server sees the address of the system’s proxy</source>
        <translation>सर्वर सिस्टम के प्रॉक्सी का पता देखता है</translation>
    </message>
    <message>
        <source>what you type may pass through the desktop’s own input method</source>
        <translation>आप जो टाइप करते हैं वह डेस्कटॉप की अपनी इनपुट विधि से होकर जा सकता है</translation>
    </message>
</context>
<context>
    <name>PictureStreamWords</name>
    <message>
        <source>The picture did not come through.</source>
        <translation>तस्वीर पूरी नहीं पहुँची।</translation>
    </message>
    <message>
        <source>The server did not take the picture.</source>
        <translation>सर्वर ने तस्वीर नहीं ली।</translation>
    </message>
    <message>
        <source>The picture is no longer there.</source>
        <translation>तस्वीर अब वहाँ नहीं है।</translation>
    </message>
    <message>
        <source>The conversation ended before the picture had passed.</source>
        <translation>तस्वीर पहुँचने से पहले ही बातचीत ख़त्म हो गई।</translation>
    </message>
    <message>
        <source>This is not a picture.</source>
        <translation>यह तस्वीर नहीं है।</translation>
    </message>
    <message>
        <source>Pictures of this kind are not shown.</source>
        <translation>इस तरह की तस्वीरें यहाँ नहीं दिखाई जातीं।</translation>
    </message>
    <message>
        <source>The picture is larger than is taken.</source>
        <translation>तस्वीर सीमा से बड़ी है।</translation>
    </message>
    <message>
        <source>The picture is damaged.</source>
        <translation>तस्वीर ख़राब है।</translation>
    </message>
    <message>
        <source>This computer has no memory left for the picture.</source>
        <translation>इस कंप्यूटर में तस्वीर के लिए मेमोरी नहीं बची।</translation>
    </message>
    <message>
        <source>Too many pictures are being read at the moment.</source>
        <translation>अभी बहुत सारी तस्वीरें पढ़ी जा रही हैं।</translation>
    </message>
</context>
<context>
    <name>ProxyWords</name>
    <message>
        <source>direct</source>
        <translation>सीधा</translation>
    </message>
    <message>
        <source>the system’s proxy</source>
        <translation>सिस्टम का प्रॉक्सी</translation>
    </message>
    <message>
        <source>SOCKS5 proxy</source>
        <translation>SOCKS5 प्रॉक्सी</translation>
    </message>
    <message>
        <source>Tor</source>
        <translation>Tor</translation>
    </message>
    <message>
        <source>Tor Browser</source>
        <translation>Tor Browser</translation>
    </message>
    <message>
        <source>The server sees this computer’s address.</source>
        <translation>सर्वर इस कंप्यूटर का पता देखता है।</translation>
    </message>
    <message>
        <source>Everything goes through the one proxy that the system names for its programs.</source>
        <translation>सब कुछ उस एक प्रॉक्सी से जाता है जो सिस्टम अपने प्रोग्रामों को बताता है।</translation>
    </message>
    <message>
        <source>Everything goes through this proxy, the server’s name included. Nothing goes around it.</source>
        <translation>सब कुछ इसी प्रॉक्सी से जाता है, सर्वर का नाम भी। उससे बचकर कुछ नहीं जाता।</translation>
    </message>
    <message>
        <source>Everything goes through Tor on this computer (port 9050), which has to be running. Nothing goes around it.</source>
        <translation>सब कुछ इस कंप्यूटर के Tor (पोर्ट 9050) से जाता है, जिसका चालू होना ज़रूरी है। उससे बचकर कुछ नहीं जाता।</translation>
    </message>
    <message>
        <source>Everything goes through Tor Browser’s Tor (port 9150): keep Tor Browser open. Nothing goes around it.</source>
        <translation>सब कुछ Tor Browser के Tor (पोर्ट 9150) से जाता है: Tor Browser खुला रखें। उससे बचकर कुछ नहीं जाता।</translation>
    </message>
    <message>
        <source>A port is a number from 1 to 65535.</source>
        <translation>पोर्ट 1 से 65535 तक की संख्या होता है।</translation>
    </message>
    <message>
        <source>This is not the name or address of a computer. Type it alone, such as 127.0.0.1.</source>
        <translation>यह किसी कंप्यूटर का नाम या पता नहीं है। केवल वही लिखें, जैसे 127.0.0.1।</translation>
    </message>
    <message>
        <source>The SOCKS5 proxy has no address or port yet. Until it has, nothing is sent.</source>
        <translation>SOCKS5 प्रॉक्सी का पता या पोर्ट अभी नहीं है। जब तक न हो, कुछ नहीं भेजा जाता।</translation>
    </message>
    <message>
        <source>A script chooses the system’s proxy. ChatMet runs no such script: it could learn whom you visit, or say to go around the proxy. Nothing is sent. Type the proxy under SOCKS5, or choose another way.</source>
        <translation>सिस्टम का प्रॉक्सी एक स्क्रिप्ट चुनती है। ChatMet ऐसी कोई स्क्रिप्ट नहीं चलाता: वह जान सकती है कि आप कहाँ जाते हैं, या प्रॉक्सी से बचकर जाने को कह सकती है। कुछ नहीं भेजा जाता। प्रॉक्सी SOCKS5 में लिखें, या दूसरा रास्ता चुनें।</translation>
    </message>
    <message>
        <source>The system names no fixed proxy to this program. Nothing is sent. Type the proxy under SOCKS5, or choose another way.</source>
        <translation>सिस्टम इस प्रोग्राम को कोई तय प्रॉक्सी नहीं बताता। कुछ नहीं भेजा जाता। प्रॉक्सी SOCKS5 में लिखें, या दूसरा रास्ता चुनें।</translation>
    </message>
    <message>
        <source>The system’s proxy is of a kind that can’t carry the line. Nothing is sent. Choose another way.</source>
        <translation>सिस्टम का प्रॉक्सी ऐसे प्रकार का है जिससे संपर्क नहीं चल सकता। कुछ नहीं भेजा जाता। दूसरा रास्ता चुनें।</translation>
    </message>
</context>
<context>
    <name>QAccessibleActionInterface</name>
    <message>
        <source>Press</source>
        <translation>दबाएँ</translation>
    </message>
    <message>
        <source>Increase</source>
        <translation>बढ़ाएँ</translation>
    </message>
    <message>
        <source>Decrease</source>
        <translation>घटाएँ</translation>
    </message>
    <message>
        <source>ShowMenu</source>
        <translation>मेन्यू दिखाएँ</translation>
    </message>
    <message>
        <source>SetFocus</source>
        <translation>फ़ोकस लाएँ</translation>
    </message>
    <message>
        <source>Toggle</source>
        <translation>बदलें</translation>
    </message>
    <message>
        <source>Scroll Left</source>
        <translation>बाएँ स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Scroll Right</source>
        <translation>दाएँ स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Scroll Up</source>
        <translation>ऊपर स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Scroll Down</source>
        <translation>नीचे स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Previous Page</source>
        <translation>पिछला पृष्ठ</translation>
    </message>
    <message>
        <source>Next Page</source>
        <translation>अगला पृष्ठ</translation>
    </message>
    <message>
        <source>Triggers the action</source>
        <translation>काम करता है</translation>
    </message>
    <message>
        <source>Increase the value</source>
        <translation>मान बढ़ाता है</translation>
    </message>
    <message>
        <source>Decrease the value</source>
        <translation>मान घटाता है</translation>
    </message>
    <message>
        <source>Shows the menu</source>
        <translation>मेन्यू दिखाता है</translation>
    </message>
    <message>
        <source>Sets the focus</source>
        <translation>फ़ोकस लाता है</translation>
    </message>
    <message>
        <source>Toggles the state</source>
        <translation>स्थिति बदलता है</translation>
    </message>
    <message>
        <source>Scrolls to the left</source>
        <translation>बाएँ स्क्रॉल करता है</translation>
    </message>
    <message>
        <source>Scrolls to the right</source>
        <translation>दाएँ स्क्रॉल करता है</translation>
    </message>
    <message>
        <source>Scrolls up</source>
        <translation>ऊपर स्क्रॉल करता है</translation>
    </message>
    <message>
        <source>Scrolls down</source>
        <translation>नीचे स्क्रॉल करता है</translation>
    </message>
    <message>
        <source>Goes back a page</source>
        <translation>एक पृष्ठ पीछे जाता है</translation>
    </message>
    <message>
        <source>Goes to the next page</source>
        <translation>अगले पृष्ठ पर जाता है</translation>
    </message>
</context>
<context>
    <name>QFileSystemModel</name>
    <message>
        <source>Name</source>
        <translation>नाम</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>आकार</translation>
    </message>
    <message>
        <source>Date Modified</source>
        <translation>बदलने की तारीख</translation>
    </message>
</context>
<context>
    <name>QLineEdit</name>
    <message>
        <source>&amp;Undo</source>
        <translation>पूर्ववत करें</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>फिर से करें</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>काटें</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>चिपकाएँ</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>सब चुनें</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>ठीक है</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>हाँ</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>नहीं</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>मदद</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>लागू करें</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>पहले जैसा करें</translation>
    </message>
</context>
<context>
    <name>QScrollBar</name>
    <message>
        <source>Scroll here</source>
        <translation>यहाँ तक स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Left edge</source>
        <translation>बायाँ किनारा</translation>
    </message>
    <message>
        <source>Top</source>
        <translation>सबसे ऊपर</translation>
    </message>
    <message>
        <source>Right edge</source>
        <translation>दायाँ किनारा</translation>
    </message>
    <message>
        <source>Bottom</source>
        <translation>सबसे नीचे</translation>
    </message>
    <message>
        <source>Page left</source>
        <translation>एक पृष्ठ बाएँ</translation>
    </message>
    <message>
        <source>Page up</source>
        <translation>एक पृष्ठ ऊपर</translation>
    </message>
    <message>
        <source>Page right</source>
        <translation>एक पृष्ठ दाएँ</translation>
    </message>
    <message>
        <source>Page down</source>
        <translation>एक पृष्ठ नीचे</translation>
    </message>
    <message>
        <source>Scroll left</source>
        <translation>बाएँ स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Scroll up</source>
        <translation>ऊपर स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Scroll right</source>
        <translation>दाएँ स्क्रॉल करें</translation>
    </message>
    <message>
        <source>Scroll down</source>
        <translation>नीचे स्क्रॉल करें</translation>
    </message>
</context>
<context>
    <name>QWidgetTextControl</name>
    <message>
        <source>&amp;Undo</source>
        <translation>पूर्ववत करें</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>फिर से करें</translation>
    </message>
    <message>
        <source>Cu&amp;t</source>
        <translation>काटें</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>Copy &amp;Link Location</source>
        <translation>लिंक का पता कॉपी करें</translation>
    </message>
    <message>
        <source>&amp;Paste</source>
        <translation>चिपकाएँ</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Select All</source>
        <translation>सब चुनें</translation>
    </message>
</context>
<context>
    <name>ServerWords</name>
    <message>
        <source>not kept, it says</source>
        <translation>उसके अनुसार नहीं रखे जाते</translation>
    </message>
    <message>
        <source>kept for a day, it says</source>
        <translation>उसके अनुसार एक दिन रखे जाते हैं</translation>
    </message>
    <message>
        <source>kept for %1 days, it says</source>
        <translation>उसके अनुसार %1 दिन रखे जाते हैं</translation>
    </message>
    <message>
        <source>their beginnings kept for a day, it says</source>
        <translation>उसके अनुसार पतों का शुरुआती हिस्सा एक दिन रखा जाता है</translation>
    </message>
    <message>
        <source>their beginnings kept for %1 days, it says</source>
        <translation>उसके अनुसार पतों का शुरुआती हिस्सा %1 दिन रखा जाता है</translation>
    </message>
    <message>
        <source>Whoever operates this server does not say who they are, how to reach them, where they are or what they allow.</source>
        <translation>इस सर्वर को चलाने वाला नहीं बताता कि वह कौन है, उससे कैसे संपर्क हो, वह कहाँ है और क्या करने देता है।</translation>
    </message>
    <message>
        <source>not said</source>
        <translation>नहीं बताया</translation>
    </message>
    <message>
        <source>Run by</source>
        <translation>चलाने वाला</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>संपर्क</translation>
    </message>
    <message>
        <source>Country</source>
        <translation>देश</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>नियम</translation>
    </message>
    <message>
        <source>Addresses</source>
        <translation>पते</translation>
    </message>
    <message>
        <source>This is what the server says of itself. Nobody has checked it.</source>
        <translation>यह सर्वर अपने बारे में कहता है। किसी ने इसे जाँचा नहीं है।</translation>
    </message>
    <message>
        <source>What two people write is sealed by their programs: a server passes it on and cannot read it, unless it sits between the two. Comparing seven emoji in a conversation finds that out.</source>
        <translation>दो लोग जो लिखते हैं उसे उनके प्रोग्राम मुहरबंद करते हैं: सर्वर उसे आगे पहुँचाता है और पढ़ नहीं सकता, बशर्ते वह दोनों के बीच न बैठा हो। बातचीत में सात इमोजी मिलाने से यह पता चल जाता है।</translation>
    </message>
    <message>
        <source>Your conversation is not sealed yet: the two programs are agreeing on keys. Nothing that you write is sent before they have them.</source>
        <translation>आपकी बातचीत अभी मुहरबंद नहीं है: दोनों प्रोग्राम कुंजियाँ तय कर रहे हैं। उससे पहले आपका लिखा कुछ भी नहीं भेजा जाता।</translation>
    </message>
    <message>
        <source>Your conversation is sealed: the server passes it on and cannot read it, unless it sits between the two of you. Comparing the seven emoji finds that out; you have not both said that they match.</source>
        <translation>आपकी बातचीत मुहरबंद है: सर्वर उसे आगे पहुँचाता है और पढ़ नहीं सकता, बशर्ते वह आप दोनों के बीच न बैठा हो। सात इमोजी मिलाने से यह पता चल जाता है; आप दोनों ने अभी नहीं कहा कि वे एक जैसे हैं।</translation>
    </message>
    <message>
        <source>Your conversation is sealed and verified: you have both said that your emoji match. The server passes it on and cannot read it.</source>
        <translation>आपकी बातचीत मुहरबंद है और उसकी पुष्टि हो चुकी है: आप दोनों ने कहा है कि इमोजी एक जैसे हैं। सर्वर उसे आगे पहुँचाता है और पढ़ नहीं सकता।</translation>
    </message>
    <message>
        <source>It sees the address of your proxy and not yours.</source>
        <translation>उसे आपके प्रॉक्सी का पता दिखता है, आपका नहीं।</translation>
    </message>
    <message>
        <source>It sees your address, which your provider can trace to you.</source>
        <translation>उसे आपका पता दिखता है, जिससे आपका इंटरनेट प्रदाता आप तक पहुँच सकता है।</translation>
    </message>
    <message>
        <source>It knows when you come and how long you stay, the username you made up and the topics you look for, with whom it pairs you, and when and how much you both write. It does not know who you are.</source>
        <translation>वह जानता है कि आप कब आते हैं और कितनी देर रहते हैं, आपका बनाया उपयोगकर्ता नाम, आपके खोजे विषय, आपको किससे मिलाता है, और आप दोनों कब और कितना लिखते हैं। आप कौन हैं, यह वह नहीं जानता।</translation>
    </message>
    <message>
        <source>It says that it erases a conversation when it ends. Nobody can check that from outside. What it says it holds about you at this moment is on the page “What is held about you” (Ctrl+I).</source>
        <translation>वह कहता है कि बातचीत ख़त्म होते ही उसे मिटा देता है। बाहर से इसे कोई जाँच नहीं सकता। इस समय वह आपके बारे में क्या रखता है, यह “आपके बारे में क्या रखा है” पन्ने पर है (Ctrl+I)।</translation>
    </message>
    <message>
        <source>Once you are connected, this page says what the server keeps of your address.</source>
        <translation>जुड़ने के बाद यह पन्ना बताएगा कि सर्वर आपके पते का क्या रखता है।</translation>
    </message>
    <message>
        <source>This server says that it keeps no access log.</source>
        <translation>यह सर्वर कहता है कि वह आने वालों का कोई लेखा नहीं रखता।</translation>
    </message>
    <message>
        <source>This server says that it keeps one line for each arrival: the beginning of the address, the time to the minute, version and operating system.</source>
        <translation>यह सर्वर कहता है कि हर आने वाले के लिए एक पंक्ति रखता है: पते का शुरुआती हिस्सा, मिनट तक का समय, संस्करण और ऑपरेटिंग सिस्टम।</translation>
    </message>
    <message>
        <source>This server says that it keeps one line for each arrival: the address, the time to the minute, version and operating system.</source>
        <translation>यह सर्वर कहता है कि हर आने वाले के लिए एक पंक्ति रखता है: पता, मिनट तक का समय, संस्करण और ऑपरेटिंग सिस्टम।</translation>
    </message>
    <message>
        <source>It is deleted after a day.</source>
        <translation>वह एक दिन बाद मिटा दी जाती है।</translation>
    </message>
    <message>
        <source>It is deleted after %1 days.</source>
        <translation>वह %1 दिन बाद मिटा दी जाती है।</translation>
    </message>
    <message>
        <source>By law its operator may have to hand it over.</source>
        <translation>क़ानून के अनुसार सर्वर चलाने वाले को वह सौंपनी पड़ सकती है।</translation>
    </message>
    <message>
        <source>No partner is named in it. But when few people are online, the times alone can suggest who talked with whom.</source>
        <translation>उसमें किसी साथी का नाम नहीं होता। पर जब थोड़े ही लोग ऑनलाइन हों, तब समय भर से अंदाज़ा लग सकता है कि किसने किससे बात की।</translation>
    </message>
    <message>
        <source>Why it may be kept for so long: %1</source>
        <translation>इतने समय तक रखने का आधार: %1</translation>
    </message>
    <message>
        <source>Your provider, and whoever runs the network that you use, see that this computer talks to a proxy, when and how much. The proxy sees that somebody talks to this server. None of them can read what is said: the line to the server is encrypted.</source>
        <translation>आपका इंटरनेट प्रदाता और आपके नेटवर्क को चलाने वाला देख सकते हैं कि यह कंप्यूटर एक प्रॉक्सी से जुड़ता है, कब और कितना। प्रॉक्सी देखता है कि कोई इस सर्वर से जुड़ा है। कही गई बात इनमें से कोई नहीं पढ़ सकता: सर्वर तक का रास्ता कूटबद्ध है।</translation>
    </message>
    <message>
        <source>Your provider, and whoever runs the network that you use, see that this computer talks to this server, when and how much. They cannot read what is said: the line to the server is encrypted.</source>
        <translation>आपका इंटरनेट प्रदाता और आपके नेटवर्क को चलाने वाला देख सकते हैं कि यह कंप्यूटर इस सर्वर से जुड़ता है, कब और कितना। कही गई बात वे नहीं पढ़ सकते: सर्वर तक का रास्ता कूटबद्ध है।</translation>
    </message>
    <message>
        <source>The server</source>
        <translation>सर्वर</translation>
    </message>
    <message>
        <source>Its access log</source>
        <translation>उसका आने वालों का लेखा</translation>
    </message>
    <message>
        <source>The network</source>
        <translation>नेटवर्क</translation>
    </message>
    <message>
        <source>Your partner</source>
        <translation>आपका साथी</translation>
    </message>
    <message>
        <source>They see the username you made up, the topics you share, what you write, the pictures you let them see, and when you type. They do not see your address.</source>
        <translation>उसे आपका बनाया उपयोगकर्ता नाम, आपके साझे विषय, आपका लिखा, आपकी दिखाई तस्वीरें और आप कब लिख रहे हैं, यह दिखता है। आपका पता नहीं दिखता।</translation>
    </message>
    <message>
        <source>They can keep everything: nobody can stop a copy or a photo of the screen. What you tell about yourself is told.</source>
        <translation>वह सब कुछ रख सकता है: स्क्रीन की नक़ल या फ़ोटो को कोई नहीं रोक सकता। आपने अपने बारे में जो बताया, वह बता दिया।</translation>
    </message>
    <message>
        <source>This program</source>
        <translation>यह प्रोग्राम</translation>
    </message>
    <message>
        <source>It asks for a username and that you are an adult, and for nothing else. When a conversation ends, it overwrites what was said in it on this computer. What the computer could leak all the same is on the page “What is held about you”.</source>
        <translation>यह एक उपयोगकर्ता नाम और आपके वयस्क होने की पुष्टि माँगता है, और कुछ नहीं। बातचीत ख़त्म होने पर इस कंप्यूटर पर उसमें कही गई बातों को मिटाकर उन पर लिख देता है। फिर भी कंप्यूटर से क्या बाहर जा सकता है, यह “आपके बारे में क्या रखा है” पन्ने पर है।</translation>
    </message>
    <message>
        <source>Should your line drop, it keeps your session and what waits for you for %1 s, so that you can come back.</source>
        <translation>आपका संपर्क टूट जाए तो वह आपका सत्र और आपके लिए रुके संदेश %1 सेकंड तक रखता है, ताकि आप लौट सकें।</translation>
    </message>
    <message>
        <source>The server has not said anything of itself yet.</source>
        <translation>सर्वर ने अभी अपने बारे में कुछ नहीं बताया है।</translation>
    </message>
    <message>
        <source>They see the username you made up, the topics you share, what you write and the pictures you let them see, but not when you type. They do not see your address.</source>
        <translation>उसे आपका बनाया उपयोगकर्ता नाम, आपके साझे विषय, आपका लिखा और आपकी दिखाई तस्वीरें दिखती हैं, पर यह नहीं कि आप कब लिख रहे हैं। आपका पता नहीं दिखता।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Alerts</name>
    <message>
        <source>New message</source>
        <translation>नया संदेश</translation>
    </message>
    <message>
        <source>Somebody is there</source>
        <translation>कोई मिल गया है</translation>
    </message>
    <message>
        <source>It is over</source>
        <translation>ख़त्म हो गया</translation>
    </message>
</context>
<context>
    <name>chatmet::client::CaptureShield</name>
    <message>
        <source>This desktop lets no window stay out of recordings, so ChatMet can’t either.</source>
        <translation>यह डेस्कटॉप किसी विंडो को रिकॉर्डिंग से बाहर नहीं रहने देता, इसलिए ChatMet भी नहीं रह सकता।</translation>
    </message>
    <message>
        <source>Many recorders leave the window out then; newer ones may show it all the same. Whoever looks at the screen, or takes a photo of it, sees it.</source>
        <translation>तब बहुत-से रिकॉर्डर इस विंडो को छोड़ देते हैं; नए फिर भी दिखा सकते हैं। जो स्क्रीन को देखे या उसका फ़ोटो ले, उसे वह दिखती है।</translation>
    </message>
    <message>
        <source>Recordings leave the window out then, or show it black. Whoever looks at the screen, or takes a photo of it, sees it.</source>
        <translation>तब रिकॉर्डिंग में यह विंडो नहीं आती, या काली आती है। जो स्क्रीन को देखे या उसका फ़ोटो ले, उसे वह दिखती है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ChatBanner</name>
    <message>
        <source>Try now</source>
        <translation>अभी कोशिश करें</translation>
    </message>
    <message>
        <source>Don’t wait</source>
        <translation>इंतज़ार न करें</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>वापस लें</translation>
    </message>
    <message>
        <source>Reconnecting, %1 s.</source>
        <translation>फिर जुड़ रहे हैं, %1 सेकंड।</translation>
    </message>
    <message>
        <source>Reconnecting…</source>
        <translation>फिर जुड़ रहे हैं…</translation>
    </message>
    <message>
        <source>The line of %1 has dropped. Reconnecting, %2 s.</source>
        <translation>%1 का संपर्क टूट गया है। फिर जुड़ने का इंतज़ार, %2 सेकंड।</translation>
    </message>
    <message>
        <source>Leaving %1 in %2 s.</source>
        <translation>%1 को %2 सेकंड में छोड़ रहे हैं।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ChatHeader</name>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>छोड़ें</translation>
    </message>
    <message>
        <source>Ends the conversation for both and goes home</source>
        <translation>दोनों के लिए बातचीत ख़त्म करके शुरुआती पन्ने पर जाता है</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>अगला</translation>
    </message>
    <message>
        <source>Ends the conversation for both and looks for somebody else (Ctrl+Shift+N)</source>
        <translation>दोनों के लिए बातचीत ख़त्म करके किसी और को खोजता है (Ctrl+Shift+N)</translation>
    </message>
    <message>
        <source>stranger</source>
        <translation>अजनबी</translation>
    </message>
    <message>
        <source>stranger · shared topic: %1</source>
        <translation>अजनबी · साझा विषय: %1</translation>
    </message>
    <message>
        <source>stranger · shared topics: %1</source>
        <translation>अजनबी · साझा विषय: %1</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>समाप्त</translation>
    </message>
    <message>
        <source>not sealed</source>
        <translation>मुहरबंद नहीं</translation>
    </message>
    <message>
        <source>The two programs are agreeing on keys. Nothing that you write is sent before they have them</source>
        <translation>दोनों प्रोग्राम कुंजियाँ तय कर रहे हैं। उससे पहले आपका लिखा कुछ भी नहीं भेजा जाता</translation>
    </message>
    <message>
        <source>sealed, partner not verified</source>
        <translation>मुहरबंद, साथी की पुष्टि नहीं</translation>
    </message>
    <message>
        <source>The server cannot read this conversation, unless it sits between the two of you. Press here to compare seven emoji, which finds that out</source>
        <translation>सर्वर यह बातचीत नहीं पढ़ सकता, बशर्ते वह आप दोनों के बीच न बैठा हो। यह जानने के लिए यहाँ दबाकर सात इमोजी मिलाएँ</translation>
    </message>
    <message>
        <source>verified</source>
        <translation>पुष्टि हो चुकी</translation>
    </message>
    <message>
        <source>The server cannot read this conversation: you have both said that your emoji match</source>
        <translation>सर्वर यह बातचीत नहीं पढ़ सकता: आप दोनों ने कहा है कि आपके इमोजी एक जैसे हैं</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ChatView</name>
    <message>
        <source>Replying to yourself: %1</source>
        <translation>अपने ही संदेश का जवाब: %1</translation>
    </message>
    <message>
        <source>Replying to %1: %2</source>
        <translation>%1 को जवाब: %2</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ClientApp</name>
    <message>
        <source>Nobody is looked for any more. %1</source>
        <translation>अब किसी को नहीं खोजा जा रहा। %1</translation>
    </message>
</context>
<context>
    <name>chatmet::client::CloseQuestion</name>
    <message>
        <source>%1 is told, and everything here is erased.</source>
        <translation>%1 को बताया जाता है, और यहाँ का सब कुछ मिटा दिया जाता है।</translation>
    </message>
    <message numerus="yes">
        <source>Whoever is in your %n rooms is told, and everything here is erased.</source>
        <translation>
            <numerusform>आपके %n कमरे के लोगों को बताया जाता है, और यहाँ का सब कुछ मिटा दिया जाता है।</numerusform>
            <numerusform>आपके %n कमरों के लोगों को बताया जाता है, और यहाँ का सब कुछ मिटा दिया जाता है।</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 and whoever is in your %n rooms are told, and everything here is erased.</source>
        <translation>
            <numerusform>%1 को और आपके %n कमरे के लोगों को बताया जाता है, और यहाँ का सब कुछ मिटा दिया जाता है।</numerusform>
            <numerusform>%1 को और आपके %n कमरों के लोगों को बताया जाता है, और यहाँ का सब कुछ मिटा दिया जाता है।</numerusform>
        </translation>
    </message>
    <message>
        <source>Stay</source>
        <translation>यहीं रहें</translation>
    </message>
    <message>
        <source>Leave and close</source>
        <translation>छोड़कर बंद करें</translation>
    </message>
    <message>
        <source>Leave and close?</source>
        <translation>छोड़कर बंद करें?</translation>
    </message>
</context>
<context>
    <name>chatmet::client::CommandLine</name>
    <message>
        <source>Anonymous chat that forgets.</source>
        <translation>गुमनाम बातचीत जो भूल जाती है।</translation>
    </message>
    <message>
        <source>Show this help.</source>
        <translation>यह मदद दिखाएँ।</translation>
    </message>
    <message>
        <source>Show the version.</source>
        <translation>संस्करण दिखाएँ।</translation>
    </message>
    <message>
        <source>Fill in this server: wss://HOST[:PORT].</source>
        <translation>यह सर्वर पहले से भर दें: wss://HOST[:PORT]।</translation>
    </message>
    <message>
        <source>Accept exactly the server whose key has this SHA-256 fingerprint (64 hex digits).</source>
        <translation>केवल वही सर्वर स्वीकार करें जिसकी कुंजी का SHA-256 फ़िंगरप्रिंट यह हो (64 हेक्स अंक)।</translation>
    </message>
    <message>
        <source>Fill in this username.</source>
        <translation>यह उपयोगकर्ता नाम पहले से भर दें।</translation>
    </message>
    <message>
        <source>Start chatting and meet someone at once. Says that the person is 18 or older.</source>
        <translation>तुरंत बातचीत शुरू करें और किसी से मिलें। यह कहता है कि व्यक्ति 18 या उससे अधिक उम्र का है।</translation>
    </message>
    <message>
        <source>Try --help.</source>
        <translation>--help आज़माएँ।</translation>
    </message>
    <message>
        <source>An argument is not understood. Try --help.</source>
        <translation>एक आर्ग्युमेंट समझ में नहीं आया। --help आज़माएँ।</translation>
    </message>
    <message>
        <source>--server needs an address like wss://chat.example.org:8443.</source>
        <translation>--server को wss://chat.example.org:8443 जैसा पता चाहिए।</translation>
    </message>
    <message>
        <source>--fingerprint needs 64 hex digits, as the server prints them after &quot;sha256:&quot;.</source>
        <translation>--fingerprint को 64 हेक्स अंक चाहिए, जैसे सर्वर उन्हें &quot;sha256:&quot; के बाद दिखाता है।</translation>
    </message>
    <message>
        <source>--meet needs --server.</source>
        <translation>--meet के साथ --server चाहिए।</translation>
    </message>
    <message>
        <source>Read no settings and write nothing at all.</source>
        <translation>न सेटिंग पढ़ें, न कुछ भी लिखें।</translation>
    </message>
    <message>
        <source>Fill in the server of this link, and a room’s invite.</source>
        <translation>इस लिंक का सर्वर और कमरे का न्योता भर देता है।</translation>
    </message>
    <message>
        <source>Open a window of its own beside one that is open already; every other option does so, too.</source>
        <translation>पहले से खुली विंडो के साथ एक अलग विंडो खोलता है; बाकी हर विकल्प भी ऐसा ही करता है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Composer</name>
    <message>
        <source>Send a picture</source>
        <translation>तस्वीर भेजें</translation>
    </message>
    <message>
        <source>Emoji</source>
        <translation>इमोजी</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>भेजें</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>The conversation has ended</source>
        <translation>बातचीत ख़त्म हो चुकी है</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>संदेश</translation>
    </message>
    <message>
        <source>Message %1</source>
        <translation>%1 को संदेश</translation>
    </message>
    <message>
        <source>%1 of %2 characters</source>
        <translation>%2 में से %1 अक्षर</translation>
    </message>
    <message>
        <source>Don’t reply to it (Esc)</source>
        <translation>इसका जवाब न दें (Esc)</translation>
    </message>
    <message>
        <source>That is far more than a message may be. Nothing of it was pasted. A message takes %1 characters.</source>
        <translation>यह संदेश की सीमा से बहुत ज़्यादा है। इसमें से कुछ नहीं चिपकाया गया। एक संदेश में %1 अक्षरों की जगह है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ConnectionPaths</name>
    <message>
        <source>This computer slept longer than the server waits. What was here is over and erased.</source>
        <translation>यह कंप्यूटर सर्वर के इंतज़ार से ज़्यादा देर सोया रहा। यहाँ जो था वह ख़त्म हो गया और मिटा दिया गया है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ConversationListModel</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n unread</source>
        <translation>
            <numerusform>%1, %n अपठित</numerusform>
            <numerusform>%1, %n अपठित</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::DesktopNotifications</name>
    <message>
        <source>Show</source>
        <translation>दिखाएँ</translation>
    </message>
</context>
<context>
    <name>chatmet::client::EmojiCheckPanel</name>
    <message>
        <source>They match</source>
        <translation>एक जैसे हैं</translation>
    </message>
    <message>
        <source>They differ</source>
        <translation>अलग हैं</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>Compare seven emoji</source>
        <translation>सात इमोजी मिलाएँ</translation>
    </message>
    <message>
        <source>Read them to each other by voice, or hold your screens side by side, but not in this chat. If all seven are the same in the same order, nobody sits between you.</source>
        <translation>इन्हें एक-दूसरे को बोलकर पढ़ें, या दोनों स्क्रीन साथ रखकर देखें, पर इस चैट में नहीं। सातों एक जैसे और एक ही क्रम में हों तो आपके बीच कोई नहीं है।</translation>
    </message>
    <message>
        <source>They differ: somebody may be reading along. Leave this conversation.</source>
        <translation>ये अलग हैं: शायद कोई बीच में पढ़ रहा है। यह बातचीत छोड़ दें।</translation>
    </message>
    <message>
        <source>You have both said that they match. This conversation is verified.</source>
        <translation>आप दोनों ने कहा है कि ये एक जैसे हैं। इस बातचीत की पुष्टि हो चुकी है।</translation>
    </message>
    <message>
        <source>You have said that they match. %1 has not said so yet.</source>
        <translation>आपने कहा है कि ये एक जैसे हैं। %1 ने अभी नहीं कहा।</translation>
    </message>
    <message>
        <source>%1 has said that they match. What do you see?</source>
        <translation>%1 ने कहा है कि ये एक जैसे हैं। आपको क्या दिखता है?</translation>
    </message>
    <message>
        <source>Neither of you has said anything yet.</source>
        <translation>आप दोनों में से किसी ने अभी कुछ नहीं कहा।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::EmojiPicker</name>
    <message>
        <source>Emoji</source>
        <translation>इमोजी</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>खोजें</translation>
    </message>
    <message>
        <source>Search emoji</source>
        <translation>इमोजी खोजें</translation>
    </message>
    <message>
        <source>Group of emoji</source>
        <translation>इमोजी का समूह</translation>
    </message>
    <message>
        <source>No emoji has that name. Try another word.</source>
        <translation>इस नाम का कोई इमोजी नहीं है। कोई और शब्द आज़माएँ।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::EmojiTable</name>
    <message>
        <source>Faces</source>
        <translation>चेहरे</translation>
    </message>
    <message>
        <source>Hands and people</source>
        <translation>हाथ और लोग</translation>
    </message>
    <message>
        <source>Hearts and signs</source>
        <translation>दिल और चिह्न</translation>
    </message>
    <message>
        <source>Animals and nature</source>
        <translation>जानवर और प्रकृति</translation>
    </message>
    <message>
        <source>Food and drink</source>
        <translation>खाना-पीना</translation>
    </message>
    <message>
        <source>Things and places</source>
        <translation>चीज़ें और जगहें</translation>
    </message>
</context>
<context>
    <name>chatmet::client::EndedCard</name>
    <message>
        <source>Erase now</source>
        <translation>अभी मिटाएँ</translation>
    </message>
    <message>
        <source>Meet someone else</source>
        <translation>किसी और से मिलें</translation>
    </message>
    <message>
        <source>This page erases itself in %1:%2.</source>
        <translation>यह पन्ना %1:%2 में अपने आप मिट जाएगा।</translation>
    </message>
    <message>
        <source>The server reports it has erased this conversation.</source>
        <translation>सर्वर कहता है कि उसने यह बातचीत मिटा दी है।</translation>
    </message>
    <message>
        <source>%1 has left.</source>
        <translation>%1 चले गए।</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1’s line was lost.</source>
        <translation>%1 का संपर्क टूट गया।</translation>
    </message>
    <message>
        <source>It did not come back in time, so the conversation has ended. %1 %2</source>
        <translation>वह समय पर नहीं लौटा, इसलिए बातचीत ख़त्म हो गई। %1 %2</translation>
    </message>
    <message>
        <source>You have left.</source>
        <translation>आपने बातचीत छोड़ दी।</translation>
    </message>
    <message>
        <source>Your line was lost.</source>
        <translation>आपका संपर्क टूट गया।</translation>
    </message>
    <message>
        <source>The server closed your line.</source>
        <translation>सर्वर ने आपका संपर्क बंद कर दिया।</translation>
    </message>
    <message>
        <source>The server has shut down.</source>
        <translation>सर्वर बंद हो गया है।</translation>
    </message>
    <message>
        <source>Every conversation on it has ended. A ChatMet server overwrites what it held before it goes; nobody can check that from here. %1</source>
        <translation>उस पर हर बातचीत ख़त्म हो गई है। ChatMet सर्वर बंद होने से पहले अपने पास रखी हर चीज़ को मिटाकर उस पर नया डेटा लिख देता है; यह यहाँ से कोई नहीं जाँच सकता। %1</translation>
    </message>
    <message>
        <source>The conversation with %1 has ended. Without a line nobody can say from here what the server still holds. %2</source>
        <translation>%1 के साथ बातचीत ख़त्म हो गई। संपर्क के बिना यहाँ से कोई नहीं कह सकता कि सर्वर के पास अब क्या बचा है। %2</translation>
    </message>
    <message>
        <source>This conversation could not be sealed.</source>
        <translation>इस बातचीत को मुहरबंद नहीं किया जा सका।</translation>
    </message>
    <message>
        <source>The two programs agreed on no keys, so nothing was sent and this program has left. Meet somebody else; if it happens again, choose another server. %1</source>
        <translation>दोनों प्रोग्राम कुंजियाँ तय नहीं कर पाए, इसलिए कुछ भी नहीं भेजा गया और यह प्रोग्राम बातचीत से निकल गया। किसी और से मिलें; फिर ऐसा हो तो दूसरा सर्वर चुनें। %1</translation>
    </message>
    <message>
        <source>A message did not arrive as it was sealed.</source>
        <translation>एक संदेश वैसा नहीं पहुँचा जैसा मुहरबंद किया गया था।</translation>
    </message>
    <message>
        <source>Something between you and %1 changed, repeated or held back a message, so this program has left. What stands here came before that. %2</source>
        <translation>आपके और %1 के बीच किसी ने एक संदेश बदला, दोहराया या रोका, इसलिए यह प्रोग्राम बातचीत से निकल गया। जो यहाँ दिखता है वह उससे पहले आया था। %2</translation>
    </message>
    <message>
        <source>You are not in %1 any more; it goes on without you. Without a line nobody can say from here what the server still holds. %2</source>
        <translation>आप अब %1 में नहीं हैं; वह आपके बिना चलता रहेगा। लाइन के बिना यहाँ से कोई नहीं कह सकता कि सर्वर के पास अब भी क्या है। %2</translation>
    </message>
    <message>
        <source>You were removed from %1.</source>
        <translation>आपको %1 से हटा दिया गया।</translation>
    </message>
    <message>
        <source>Its host did that. The server reports it has erased what you wrote there. %1</source>
        <translation>उसके मेज़बान ने ऐसा किया। सर्वर बताता है कि वहाँ आपका लिखा उसने मिटा दिया है। %1</translation>
    </message>
</context>
<context>
    <name>chatmet::client::FileChooser</name>
    <message>
        <source>Choose</source>
        <translation>चुनें</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>फ़ाइल चुनें</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>फ़ाइलें</translation>
    </message>
    <message>
        <source>File name or folder</source>
        <translation>फ़ाइल या फ़ोल्डर का नाम</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>To the folder above</source>
        <translation>ऊपर वाले फ़ोल्डर में</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>होम</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>तस्वीरें</translation>
    </message>
    <message>
        <source>Downloads</source>
        <translation>डाउनलोड</translation>
    </message>
    <message>
        <source>Desktop</source>
        <translation>डेस्कटॉप</translation>
    </message>
    <message>
        <source>Where should the picture be saved?</source>
        <translation>तस्वीर कहाँ सहेजी जाए?</translation>
    </message>
    <message>
        <source>Which picture?</source>
        <translation>कौन-सी तस्वीर?</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>सहेजें</translation>
    </message>
    <message>
        <source>There is such a file already, or no such folder. Nothing was written. Choose another name.</source>
        <translation>ऐसी फ़ाइल पहले से है, या ऐसा फ़ोल्डर नहीं है। कुछ नहीं लिखा गया। दूसरा नाम चुनें।</translation>
    </message>
    <message>
        <source>There is no such file. Nothing was read. Choose another one.</source>
        <translation>ऐसी कोई फ़ाइल नहीं है। कुछ नहीं पढ़ा गया। दूसरी चुनें।</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>तस्वीर</translation>
    </message>
    <message>
        <source>There is no picture in this folder.</source>
        <translation>इस फ़ोल्डर में कोई तस्वीर नहीं है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::FreshUsernames</name>
    <message>
        <source>You are still called %1: a room knows you by that name. Leave it, and the next conversation gets a new one.</source>
        <translation>आपका उपनाम अब भी %1 है: एक कमरा आपको इसी नाम से जानता है। उसे छोड़ दें, तो अगली बातचीत के लिए नया उपनाम होगा।</translation>
    </message>
    <message>
        <source>You are still called %1: a new username needs a line.</source>
        <translation>आपका उपनाम अब भी %1 है: नए उपनाम के लिए संपर्क चाहिए।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::HelperWords</name>
    <message>
        <source>The picture is saved there. ChatMet cannot erase it there.</source>
        <translation>तस्वीर वहाँ सहेजी गई। ChatMet उसे वहाँ से नहीं मिटा सकता।</translation>
    </message>
    <message>
        <source>There is such a file already. Nothing was written. Choose another name.</source>
        <translation>ऐसी फ़ाइल पहले से है। कुछ नहीं लिखा गया। दूसरा नाम चुनें।</translation>
    </message>
    <message>
        <source>The picture could not be saved there: that folder may not be written. Choose another.</source>
        <translation>तस्वीर वहाँ सहेजी नहीं जा सकी: उस फ़ोल्डर में लिखने की अनुमति नहीं है। दूसरा चुनें।</translation>
    </message>
    <message>
        <source>The picture could not be saved there: the disk is full. Nothing is left of it. Choose another place.</source>
        <translation>तस्वीर वहाँ सहेजी नहीं जा सकी: डिस्क भर गई है। उसका कुछ भी वहाँ नहीं बचा है। दूसरी जगह चुनें।</translation>
    </message>
    <message>
        <source>The picture could not be saved there: the disk does not answer. Choose another place.</source>
        <translation>तस्वीर वहाँ सहेजी नहीं जा सकी: डिस्क जवाब नहीं दे रही है। दूसरी जगह चुनें।</translation>
    </message>
    <message>
        <source>The part of ChatMet that can write files has ended. Nothing was saved. Close ChatMet and start it again.</source>
        <translation>ChatMet का वह हिस्सा बंद हो गया है जो फ़ाइलें लिख सकता है। कुछ नहीं सहेजा गया। ChatMet बंद करके फिर से खोलें।</translation>
    </message>
    <message>
        <source>The picture could not be saved there. Choose another place.</source>
        <translation>तस्वीर वहाँ सहेजी नहीं जा सकी। दूसरी जगह चुनें।</translation>
    </message>
    <message>
        <source>The part of ChatMet that can write files has ended. Settings are not remembered until ChatMet is started again.</source>
        <translation>ChatMet का वह हिस्सा बंद हो गया है जो फ़ाइलें लिख सकता है। ChatMet फिर से खोलने तक सेटिंग याद नहीं रखी जाएँगी।</translation>
    </message>
    <message>
        <source>The settings could not be written. ChatMet will not remember them.</source>
        <translation>सेटिंग लिखी नहीं जा सकीं। ChatMet उन्हें याद नहीं रखेगा।</translation>
    </message>
    <message>
        <source>This is not a web address that can be opened. Copy it instead.</source>
        <translation>यह ऐसा वेब पता नहीं है जो खोला जा सके। इसके बजाय उसे कॉपी करें।</translation>
    </message>
    <message>
        <source>The part of ChatMet that can start a browser has ended. Copy the link instead.</source>
        <translation>ChatMet का वह हिस्सा बंद हो गया है जो ब्राउज़र खोल सकता है। इसके बजाय लिंक कॉपी करें।</translation>
    </message>
    <message>
        <source>No browser could be started. Copy the link instead.</source>
        <translation>कोई ब्राउज़र नहीं खुल सका। इसके बजाय लिंक कॉपी करें।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::HoldingsModel</name>
    <message>
        <source>%1, for %2, gone %3</source>
        <translation>%1, %2 से, हटेगा: %3</translation>
    </message>
    <message>
        <source>In the server’s memory</source>
        <translation>सर्वर की मेमोरी में</translation>
    </message>
    <message>
        <source>for</source>
        <translation>कब से</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>कब हटेगा</translation>
    </message>
</context>
<context>
    <name>chatmet::client::HoldingsTable</name>
    <message>
        <source>What the server says it holds about you</source>
        <translation>सर्वर के अनुसार उसके पास आपके बारे में क्या है</translation>
    </message>
</context>
<context>
    <name>chatmet::client::HomePage</name>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
    <message>
        <source>Who would you like to talk to?</source>
        <translation>आप किससे बात करना चाहेंगे?</translation>
    </message>
    <message>
        <source>Meet someone</source>
        <translation>किसी से मिलें</translation>
    </message>
    <message>
        <source>One stranger, one conversation. It ends for both when either leaves.</source>
        <translation>एक अजनबी, एक बातचीत। किसी एक के जाते ही यह दोनों के लिए ख़त्म हो जाती है।</translation>
    </message>
    <message>
        <source>Ctrl+N</source>
        <translation>Ctrl+N</translation>
    </message>
    <message>
        <source>Looking for somebody</source>
        <translation>किसी को खोजा जा रहा है</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Whoever comes next. You will be told as soon as somebody is there.</source>
        <translation>जो भी अगला आए। कोई मिलते ही आपको बताया जाएगा।</translation>
    </message>
    <message>
        <source>First somebody who shares %1; after five seconds, anyone.</source>
        <translation>पहले वह, जिसका विषय भी %1 हो; पाँच सेकंड बाद कोई भी।</translation>
    </message>
    <message>
        <source>Waiting for %1:%2</source>
        <translation>%1:%2 से इंतज़ार</translation>
    </message>
    <message>
        <source>A shared topic first; after five seconds, anyone.</source>
        <translation>पहले साझा विषय वाला; पाँच सेकंड बाद कोई भी।</translation>
    </message>
    <message>
        <source>Leaves %1</source>
        <translation>%1 के साथ बातचीत छूट जाएगी</translation>
    </message>
    <message>
        <source>Back to %1</source>
        <translation>%1 के पास वापस</translation>
    </message>
    <message>
        <source>The server holds your username and your address while you are connected.</source>
        <translation>जब तक आप जुड़े हैं, सर्वर आपका उपयोगकर्ता नाम और पता रखता है।</translation>
    </message>
    <message>
        <source>See everything</source>
        <translation>सब कुछ देखें</translation>
    </message>
    <message>
        <source>About this server</source>
        <translation>इस सर्वर के बारे में</translation>
    </message>
    <message>
        <source>About %1 people are here.</source>
        <translation>यहाँ लगभग %1 लोग हैं।</translation>
    </message>
    <message>
        <source>Report or block the person you last met, %1</source>
        <translation>जिनसे आप अभी मिले थे उनकी शिकायत करें या उन्हें रोकें, %1</translation>
    </message>
</context>
<context>
    <name>chatmet::client::InfoPage</name>
    <message>
        <source>Keys</source>
        <translation>कुंजियाँ</translation>
    </message>
    <message>
        <source>Next: end this conversation, look for another</source>
        <translation>अगला: यह बातचीत ख़त्म करके दूसरी खोजें</translation>
    </message>
    <message>
        <source>Show the newest picture that is offered</source>
        <translation>सबसे नई आई तस्वीर दिखाएँ</translation>
    </message>
    <message>
        <source>Panic: leave everything, erase it, close</source>
        <translation>आपात: सब छोड़ें, मिटाएँ और बंद करें</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Send; on a message: what its first button does</source>
        <translation>भेजें; किसी संदेश पर: उसके पहले बटन का काम</translation>
    </message>
    <message>
        <source>Shift+Enter</source>
        <translation>Shift+Enter</translation>
    </message>
    <message>
        <source>A new line</source>
        <translation>नई पंक्ति</translation>
    </message>
    <message>
        <source>Ctrl+V</source>
        <translation>Ctrl+V</translation>
    </message>
    <message>
        <source>Paste text, or a picture to send</source>
        <translation>पाठ चिपकाएँ, या भेजने के लिए तस्वीर</translation>
    </message>
    <message>
        <source>Ctrl+C</source>
        <translation>Ctrl+C</translation>
    </message>
    <message>
        <source>Copy the selected messages</source>
        <translation>चुने हुए संदेश कॉपी करें</translation>
    </message>
    <message>
        <source>Menu key</source>
        <translation>मेन्यू कुंजी</translation>
    </message>
    <message>
        <source>Everything that a message offers</source>
        <translation>संदेश के सारे विकल्प</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>This list</source>
        <translation>यह सूची</translation>
    </message>
    <message>
        <source>About ChatMet</source>
        <translation>ChatMet के बारे में</translation>
    </message>
    <message>
        <source>ChatMet %1</source>
        <translation>ChatMet %1</translation>
    </message>
    <message>
        <source>Anonymous chat for the desktop that forgets.</source>
        <translation>डेस्कटॉप के लिए गुमनाम चैट, जो भूल जाती है।</translation>
    </message>
    <message>
        <source>Free software under the GNU General Public License, version 3 or later, without any warranty. It uses Qt %1 under the GNU Lesser General Public License, version 3.</source>
        <translation>GNU जनरल पब्लिक लाइसेंस, संस्करण 3 या बाद के अधीन मुक्त सॉफ़्टवेयर, बिना किसी वारंटी के। यह GNU लेसर जनरल पब्लिक लाइसेंस, संस्करण 3 के अधीन Qt %1 का उपयोग करता है।</translation>
    </message>
    <message>
        <source>Compare seven emoji with your partner</source>
        <translation>अपने साथी के साथ सात इमोजी मिलाएँ</translation>
    </message>
    <message>
        <source>Conversations are sealed from program to program. Nobody can stop the other side from keeping what it sees.</source>
        <translation>बातचीत एक प्रोग्राम से दूसरे प्रोग्राम तक मुहरबंद रहती है। सामने वाला जो देखता है उसे सहेजने से उसे कोई नहीं रोक सकता।</translation>
    </message>
    <message>
        <source>What the server says it holds about you; what this computer could leak</source>
        <translation>सर्वर के अनुसार उसके पास आपके बारे में क्या है; इस कंप्यूटर से क्या बाहर जा सकता है</translation>
    </message>
    <message>
        <source>The menu</source>
        <translation>मेन्यू</translation>
    </message>
    <message>
        <source>Disconnect: end the session and its username</source>
        <translation>संपर्क काटें: सत्र और उसका उपनाम ख़त्म</translation>
    </message>
    <message>
        <source>Report your partner, or who that was: choose a reason</source>
        <translation>अपने साथी की, या जो साथी थे उनकी, शिकायत करें: कारण चुनें</translation>
    </message>
    <message>
        <source>Block your partner, or who that was, at once</source>
        <translation>अपने साथी को, या जो साथी थे उन्हें, तुरंत रोकें</translation>
    </message>
    <message>
        <source>Reply to the chosen message, or to your partner’s newest</source>
        <translation>चुने हुए संदेश का, या साथी के सबसे नए संदेश का जवाब दें</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>Take back the chosen message of yours: erases it for both</source>
        <translation>अपना चुना हुआ संदेश वापस लें: वह दोनों के यहाँ से मिट जाता है</translation>
    </message>
    <message>
        <source>Close what is open; don’t reply; stop waiting</source>
        <translation>खुली चीज़ बंद करें; जवाब छोड़ें; इंतज़ार रोकें</translation>
    </message>
    <message>
        <source>Ctrl+1 to Ctrl+9</source>
        <translation>Ctrl+1 से Ctrl+9</translation>
    </message>
    <message>
        <source>Go to a conversation, in the order of the list</source>
        <translation>किसी बातचीत पर जाएँ, सूची के क्रम में</translation>
    </message>
    <message>
        <source>Close: asks first while somebody is there; again, it closes</source>
        <translation>बंद करें: कोई साथ हो तो पहले पूछता है; दोबारा दबाने पर बंद हो जाता है</translation>
    </message>
    <message>
        <source>+  -  0  1  R</source>
        <translation>+  -  0  1  R</translation>
    </message>
    <message>
        <source>In the viewer: larger, smaller, fit, its own size, turn</source>
        <translation>दर्शक में: बड़ा, छोटा, पूरा दिखाएँ, अपने आकार में, घुमाएँ</translation>
    </message>
    <message>
        <source>Switch to another conversation or page, by its name</source>
        <translation>दूसरी बातचीत या पन्ने पर जाएँ, उसके नाम से</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Shift+Tab</translation>
    </message>
    <message>
        <source>The next or previous control</source>
        <translation>अगला या पिछला नियंत्रण</translation>
    </message>
    <message>
        <source>F3, Shift+F3</source>
        <translation>F3, Shift+F3</translation>
    </message>
    <message>
        <source>While searching: on to the next place, or back</source>
        <translation>खोजते समय: अगली जगह पर, या वापस</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>बाएँ, दाएँ</translation>
    </message>
    <message>
        <source>In the viewer: the previous or the next picture</source>
        <translation>दर्शक में: पिछली या अगली तस्वीर</translation>
    </message>
    <message>
        <source>Up, Down</source>
        <translation>ऊपर, नीचे</translation>
    </message>
    <message>
        <source>In the viewer: move the picture; with Shift also Left and Right</source>
        <translation>दर्शक में: तस्वीर खिसकाएँ; Shift के साथ बाएँ और दाएँ भी</translation>
    </message>
</context>
<context>
    <name>chatmet::client::InvitePanel</name>
    <message>
        <source>Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>न्योता</translation>
    </message>
    <message>
        <source>Invite as text</source>
        <translation>न्योता, पाठ के रूप में</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>Invite people</source>
        <translation>लोगों को न्योता दें</translation>
    </message>
    <message>
        <source>Invite people to %1</source>
        <translation>लोगों को %1 में न्योता दें</translation>
    </message>
    <message>
        <source>The room is locked: this invite works again once it is open.</source>
        <translation>कमरा बंद है: खुलने पर यह न्योता फिर काम करेगा।</translation>
    </message>
    <message>
        <source>Whoever has this can come in. Hand it on where only the right people see it. Newcomers read nothing of what was said before.</source>
        <translation>जिसके पास यह है वह अंदर आ सकता है। इसे वहीं दें जहाँ सिर्फ़ सही लोग देखें। नए आने वाले पहले कही कोई बात नहीं पढ़ते।</translation>
    </message>
    <message>
        <source>Copied. It is taken off the clipboard when you leave.</source>
        <translation>कॉपी हो गया। आपके जाने पर इसे क्लिपबोर्ड से हटा दिया जाएगा।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::KnownServersList</name>
    <message>
        <source>None. A server is remembered once it has answered.</source>
        <translation>कोई नहीं। सर्वर तब याद रखा जाता है जब वह जवाब दे चुका हो।</translation>
    </message>
    <message>
        <source>An authority vouches for its key.</source>
        <translation>इसकी कुंजी की पुष्टि एक प्रमाणन संस्था करती है।</translation>
    </message>
    <message>
        <source>Its key (SHA-256): %1</source>
        <translation>इसकी कुंजी (SHA-256): %1</translation>
    </message>
    <message>
        <source>Forget</source>
        <translation>भूल जाएँ</translation>
    </message>
    <message>
        <source>Forget %1</source>
        <translation>%1 को भूल जाएँ</translation>
    </message>
</context>
<context>
    <name>chatmet::client::LeakList</name>
    <message>
        <source>Sheltered: %1</source>
        <translation>सुरक्षित: %1</translation>
    </message>
    <message>
        <source>Can leak: %1</source>
        <translation>बाहर जा सकता है: %1</translation>
    </message>
</context>
<context>
    <name>chatmet::client::LinkPaths</name>
    <message>
        <source>This link is not understood. Ask for a new one.</source>
        <translation>यह लिंक समझ में नहीं आया। नया लिंक माँगें।</translation>
    </message>
    <message>
        <source>This link is for another server, %1. It is filled in once you disconnect.</source>
        <translation>यह लिंक दूसरे सर्वर, %1, का है। संपर्क काटते ही वह भर दिया जाएगा।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Mark</name>
    <message>
        <source>ChatMet</source>
        <translation>ChatMet</translation>
    </message>
</context>
<context>
    <name>chatmet::client::MembersPanel</name>
    <message>
        <source>you</source>
        <translation>आप</translation>
    </message>
    <message>
        <source>host</source>
        <translation>मेज़बान</translation>
    </message>
    <message>
        <source>away</source>
        <translation>लाइन टूटी है</translation>
    </message>
    <message>
        <source>not shown to be invited: gets and shows nothing</source>
        <translation>न्योता मिला होना साबित नहीं: न कुछ पाता है, न दिखाता है</translation>
    </message>
    <message>
        <source> · </source>
        <translation> · </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>हटाएँ</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>People in this room</source>
        <translation>इस कमरे के लोग</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n व्यक्ति</numerusform>
            <numerusform>%n लोग</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %n people</source>
        <translation>
            <numerusform>%1: %n व्यक्ति</numerusform>
            <numerusform>%1: %n लोग</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 को हटाएँ</translation>
    </message>
    <message>
        <source>Remove %1? What they wrote is erased for everybody, and invites that were handed out stop working: there is a new one afterwards.</source>
        <translation>%1 को हटाएँ? उनका लिखा सबके लिए मिट जाएगा, और बाँटे गए न्योते काम करना बंद कर देंगे: उसके बाद नया न्योता होगा।</translation>
    </message>
    <message>
        <source>block on its way: you do not see what they write</source>
        <translation>रोकना रास्ते में है: इनका लिखा आपको नहीं दिखता</translation>
    </message>
    <message>
        <source>blocked: you do not see what they write</source>
        <translation>रोका गया: इनका लिखा आपको नहीं दिखता</translation>
    </message>
    <message>
        <source>reported</source>
        <translation>शिकायत की गई</translation>
    </message>
    <message>
        <source>report on its way</source>
        <translation>शिकायत रास्ते में है</translation>
    </message>
    <message>
        <source>Reason of the report</source>
        <translation>शिकायत का कारण</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>शिकायत करें…</translation>
    </message>
    <message>
        <source>Report %1</source>
        <translation>%1 की शिकायत करें</translation>
    </message>
    <message>
        <source>Opens a list of reasons</source>
        <translation>कारणों की सूची खोलता है</translation>
    </message>
    <message>
        <source>You choose a reason. What was said is not sent along, and nothing ends here.</source>
        <translation>आप कारण चुनते हैं। जो कहा गया वह साथ नहीं भेजा जाता, और यहाँ कुछ ख़त्म नहीं होता।</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>रोकें</translation>
    </message>
    <message>
        <source>Block %1</source>
        <translation>%1 को रोकें</translation>
    </message>
    <message>
        <source>Block %1? You will not see what %1 writes, and will not be paired with %1. %1 is not told, and still reads what you write. It can&apos;t be taken back; if %1 leaves and comes back, block again.</source>
        <translation>%1 को रोकें? %1 का लिखा आपको नहीं दिखेगा, और %1 से आपको जोड़ा नहीं जाएगा। %1 को यह नहीं बताया जाता, और आपका लिखा %1 अब भी पढ़ेंगे। यह वापस नहीं लिया जा सकता; %1 जाकर लौटें, तो फिर रोकें।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::MessageLayout</name>
    <message>
        <source>Try again</source>
        <translation>फिर कोशिश करें</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>दिखाएँ</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>अभी नहीं</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
</context>
<context>
    <name>chatmet::client::MessageListModel</name>
    <message>
        <source>New messages. %1</source>
        <translation>नए संदेश। %1</translation>
    </message>
</context>
<context>
    <name>chatmet::client::MessageListView</name>
    <message>
        <source>New messages</source>
        <translation>नए संदेश</translation>
    </message>
    <message>
        <source>Messages</source>
        <translation>संदेश</translation>
    </message>
    <message numerus="yes">
        <source>%n new</source>
        <translation>
            <numerusform>%n नया</numerusform>
            <numerusform>%n नए</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new messages below</source>
        <translation>
            <numerusform>नीचे %n नया संदेश</numerusform>
            <numerusform>नीचे %n नए संदेश</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::MessageMenus</name>
    <message>
        <source>Copy link</source>
        <translation>लिंक कॉपी करें</translation>
    </message>
    <message>
        <source>Copy link %1</source>
        <translation>लिंक %1 कॉपी करें</translation>
    </message>
    <message>
        <source>Open in browser (the site sees this computer’s address)</source>
        <translation>ब्राउज़र में खोलें (साइट को इस कंप्यूटर का पता दिखेगा)</translation>
    </message>
    <message>
        <source>Open link %1 in browser (the site sees this computer’s address)</source>
        <translation>लिंक %1 ब्राउज़र में खोलें (साइट को इस कंप्यूटर का पता दिखेगा)</translation>
    </message>
    <message>
        <source>Look at the picture</source>
        <translation>तस्वीर देखें</translation>
    </message>
    <message>
        <source>Show less</source>
        <translation>कम दिखाएँ</translation>
    </message>
    <message>
        <source>Show all</source>
        <translation>सब दिखाएँ</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>इस बातचीत में खोजें</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>कॉपी करें</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>जवाब दें</translation>
    </message>
    <message>
        <source>Go to what it answers</source>
        <translation>जिसका यह जवाब है उस पर जाएँ</translation>
    </message>
    <message>
        <source>Take back (erases it for both)</source>
        <translation>वापस लें (दोनों के यहाँ से मिट जाता है)</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>संदेश</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>लिंक</translation>
    </message>
</context>
<context>
    <name>chatmet::client::MessageWords</name>
    <message>
        <source>Today</source>
        <translation>आज</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>कल</translation>
    </message>
    <message>
        <source>sending</source>
        <translation>भेजा जा रहा है</translation>
    </message>
    <message>
        <source>sent</source>
        <translation>भेजा गया</translation>
    </message>
    <message>
        <source>delivered</source>
        <translation>पहुँच गया</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>नहीं गया</translation>
    </message>
    <message>
        <source>%1 · %2</source>
        <translation>%1 · %2</translation>
    </message>
    <message>
        <source>Picture, %1 × %2, %3</source>
        <translation>तस्वीर, %1 × %2, %3</translation>
    </message>
    <message>
        <source>It did not get through.</source>
        <translation>यह नहीं पहुँची।</translation>
    </message>
    <message>
        <source>was not opened</source>
        <translation>खोली नहीं गई</translation>
    </message>
    <message>
        <source>Waits until it is asked for</source>
        <translation>माँगे जाने का इंतज़ार है</translation>
    </message>
    <message>
        <source>not wanted for now</source>
        <translation>अभी नहीं चाहिए</translation>
    </message>
    <message>
        <source>Sending, %1 %</source>
        <translation>भेजी जा रही है, %1 %</translation>
    </message>
    <message>
        <source>taken back</source>
        <translation>वापस ले ली गई</translation>
    </message>
    <message>
        <source>not shown</source>
        <translation>नहीं दिखाई गई</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>माँगी गई</translation>
    </message>
    <message>
        <source>Receiving, %1 %</source>
        <translation>आ रही है, %1 %</translation>
    </message>
    <message>
        <source>Opening</source>
        <translation>खुल रही है</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>रद्द</translation>
    </message>
    <message>
        <source>A kind of message that this version does not know. A newer ChatMet shows it.</source>
        <translation>ऐसा संदेश जिसे यह संस्करण नहीं जानता। नया ChatMet इसे दिखाता है।</translation>
    </message>
    <message>
        <source>You took back a message.</source>
        <translation>आपने एक संदेश वापस ले लिया।</translation>
    </message>
    <message>
        <source>%1 took back a message.</source>
        <translation>%1 ने एक संदेश वापस ले लिया।</translation>
    </message>
    <message>
        <source>A message is missing here. The server says that it was taken back.</source>
        <translation>यहाँ एक संदेश नहीं है। सर्वर कहता है कि उसे वापस ले लिया गया।</translation>
    </message>
    <message>
        <source>You</source>
        <translation>आप</translation>
    </message>
    <message>
        <source>an earlier message</source>
        <translation>पहले का एक संदेश</translation>
    </message>
    <message>
        <source>a message that was taken back</source>
        <translation>एक संदेश जो वापस ले लिया गया</translation>
    </message>
    <message>
        <source>a message that is missing</source>
        <translation>एक संदेश जो यहाँ नहीं है</translation>
    </message>
    <message>
        <source>a kind of message that this version does not know</source>
        <translation>ऐसा संदेश जिसे यह संस्करण नहीं जानता</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>तस्वीर</translation>
    </message>
    <message>
        <source>%1, %2, %3</source>
        <translation>%1, %2, %3</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>%1, %2, replying to %3: %4</source>
        <translation>%1, %2, %3 के जवाब में: %4</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>तस्वीर</translation>
    </message>
    <message>
        <source>picture, %1</source>
        <translation>तस्वीर, %1</translation>
    </message>
    <message>
        <source>waits to be shown</source>
        <translation>दिखाए जाने के इंतज़ार में</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>chatmet::client::OperatorBar</name>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>Close the operator’s notice</source>
        <translation>संचालक की सूचना बंद करें</translation>
    </message>
    <message>
        <source>From the server’s operator: %1</source>
        <translation>सर्वर के संचालक की ओर से: %1</translation>
    </message>
</context>
<context>
    <name>chatmet::client::OperatorCard</name>
    <message>
        <source>What anonymous means here</source>
        <translation>यहाँ गुमनाम का अर्थ</translation>
    </message>
    <message>
        <source>This server</source>
        <translation>यह सर्वर</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Pair</name>
    <message>
        <source>stranger</source>
        <translation>अजनबी</translation>
    </message>
    <message>
        <source>You met %1.</source>
        <translation>आप %1 से मिले।</translation>
    </message>
    <message>
        <source>You have both said that the emoji match.</source>
        <translation>आप दोनों ने कहा है कि इमोजी एक जैसे हैं।</translation>
    </message>
    <message>
        <source>%1 says that the emoji differ: somebody may be reading along. Leave this conversation.</source>
        <translation>%1 का कहना है कि इमोजी अलग हैं: शायद कोई बीच में पढ़ रहा है। यह बातचीत छोड़ दें।</translation>
    </message>
    <message>
        <source>%1 says that the emoji match. Compare them as well.</source>
        <translation>%1 का कहना है कि इमोजी एक जैसे हैं। आप भी मिला लें।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PairPaths</name>
    <message>
        <source>stranger · typing…</source>
        <translation>अजनबी · लिख रहे हैं…</translation>
    </message>
    <message>
        <source>stranger</source>
        <translation>अजनबी</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>समाप्त</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PanicNotice</name>
    <message>
        <source>You have left. Everything here is erased.</source>
        <translation>आप निकल चुके हैं। यहाँ का सब कुछ मिटा दिया गया है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PictureCanvas</name>
    <message>
        <source>Picture</source>
        <translation>तस्वीर</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PicturePaths</name>
    <message>
        <source>The picture could not be saved: it is not here any more.</source>
        <translation>तस्वीर सहेजी नहीं जा सकी: वह अब यहाँ नहीं है।</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>सहेजी जा रही है…</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PictureSource</name>
    <message>
        <source>These are several files. Only one picture goes out at a time. Choose one of them.</source>
        <translation>ये कई फ़ाइलें हैं। एक बार में एक ही तस्वीर जाती है। इनमें से एक चुनें।</translation>
    </message>
    <message>
        <source>This lies on the web, not on this computer. ChatMet fetches nothing. Save it first, then drop the file.</source>
        <translation>यह वेब पर है, इस कंप्यूटर पर नहीं। ChatMet कुछ भी डाउनलोड नहीं करता। पहले इसे सहेजें, फिर फ़ाइल यहाँ छोड़ें।</translation>
    </message>
    <message>
        <source>This file cannot be opened. The right to read it may be missing. Choose another one.</source>
        <translation>यह फ़ाइल नहीं खुलती। शायद पढ़ने की अनुमति नहीं है। दूसरी चुनें।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PictureViewer</name>
    <message>
        <source>Picture viewer</source>
        <translation>तस्वीर दर्शक</translation>
    </message>
    <message>
        <source>Previous picture</source>
        <translation>पिछली तस्वीर</translation>
    </message>
    <message>
        <source>Next picture</source>
        <translation>अगली तस्वीर</translation>
    </message>
    <message>
        <source>Smaller (-)</source>
        <translation>छोटा (-)</translation>
    </message>
    <message>
        <source>Fit into the window (0)</source>
        <translation>खिड़की में पूरा (0)</translation>
    </message>
    <message>
        <source>Larger (+)</source>
        <translation>बड़ा (+)</translation>
    </message>
    <message>
        <source>Turn by a quarter (R)</source>
        <translation>चौथाई घुमाएँ (R)</translation>
    </message>
    <message>
        <source>Save picture…</source>
        <translation>तस्वीर सहेजें…</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>बंद करें (Esc)</translation>
    </message>
    <message>
        <source>Saving writes the picture to a disk of this computer. ChatMet cannot erase it there.</source>
        <translation>सहेजने से तस्वीर इस कंप्यूटर की डिस्क पर लिखी जाती है। वहाँ से ChatMet उसे मिटा नहीं सकता।</translation>
    </message>
    <message>
        <source>Choose where</source>
        <translation>जगह चुनें</translation>
    </message>
    <message>
        <source>Its own size, 1:1 (1)</source>
        <translation>अपने आकार में, 1:1 (1)</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>सहेजें…</translation>
    </message>
</context>
<context>
    <name>chatmet::client::PrivacyPanel</name>
    <message>
        <source>On this computer</source>
        <translation>इस कंप्यूटर पर</translation>
    </message>
    <message>
        <source>Privacy</source>
        <translation>निजता</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>बंद करें (Esc)</translation>
    </message>
    <message>
        <source>What the server says it holds about you</source>
        <translation>सर्वर के अनुसार उसके पास आपके बारे में क्या है</translation>
    </message>
    <message>
        <source>What anonymous means here</source>
        <translation>यहाँ गुमनाम होने का क्या अर्थ है</translation>
    </message>
    <message>
        <source>On the server’s disk</source>
        <translation>सर्वर की डिस्क पर</translation>
    </message>
    <message>
        <source>Show it in short</source>
        <translation>संक्षेप में दिखाएँ</translation>
    </message>
    <message>
        <source>Show every field (%1)</source>
        <translation>हर फ़ील्ड दिखाएँ (%1)</translation>
    </message>
    <message>
        <source>There is no line to the server, so it can’t be asked.</source>
        <translation>सर्वर से कोई लाइन नहीं है, इसलिए उससे पूछा नहीं जा सकता।</translation>
    </message>
    <message>
        <source>The server is being asked.</source>
        <translation>सर्वर से पूछा जा रहा है।</translation>
    </message>
    <message>
        <source>This server does not say what it holds.</source>
        <translation>यह सर्वर नहीं बताता कि उसके पास क्या है।</translation>
    </message>
    <message>
        <source>live, %1 ago</source>
        <translation>लाइव, %1 पहले</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>%1 पहले</translation>
    </message>
    <message>
        <source>Nothing. This server says it keeps no access log.</source>
        <translation>कुछ नहीं। यह सर्वर कहता है कि वह कोई प्रवेश लॉग नहीं रखता।</translation>
    </message>
    <message>
        <source>One line: your address, the time to the minute, “ChatMet %1”, your operating system.</source>
        <translation>एक पंक्ति: आपका पता, मिनट तक का समय, “ChatMet %1”, आपका ऑपरेटिंग सिस्टम।</translation>
    </message>
    <message>
        <source>Deleted after a day.</source>
        <translation>एक दिन बाद मिटाई जाती है।</translation>
    </message>
    <message>
        <source>Deleted after %1 days.</source>
        <translation>%1 दिन बाद मिटाई जाती है।</translation>
    </message>
    <message>
        <source>It names no partner; when few people are online, times can suggest one.</source>
        <translation>इसमें किसी साथी का नाम नहीं होता; जब कम लोग ऑनलाइन हों, तो समय से किसी का अनुमान लग सकता है।</translation>
    </message>
    <message>
        <source>One line: the beginning of your address, the time to the minute, “ChatMet %1”, your operating system.</source>
        <translation>एक पंक्ति: आपके पते की शुरुआत, मिनट तक का समय, “ChatMet %1”, आपका ऑपरेटिंग सिस्टम।</translation>
    </message>
    <message>
        <source>Why it may be kept for so long: %1</source>
        <translation>इसे इतने समय तक क्यों रखा जा सकता है: %1</translation>
    </message>
    <message>
        <source>The server has not said yet what it keeps.</source>
        <translation>सर्वर ने अभी नहीं बताया है कि वह क्या रखता है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ProblemText</name>
    <message>
        <source>This is not the address of a ChatMet server. Nothing was sent. Type a host name such as chat.example.org.</source>
        <translation>यह ChatMet सर्वर का पता नहीं है। कुछ नहीं भेजा गया। chat.example.org जैसा नाम लिखें।</translation>
    </message>
    <message>
        <source>The server&apos;s name was not found. It is misspelt, or this computer is offline. Check the name and the network.</source>
        <translation>सर्वर का नाम नहीं मिला। नाम ग़लत लिखा है, या यह कंप्यूटर ऑफ़लाइन है। नाम और नेटवर्क जाँचें।</translation>
    </message>
    <message>
        <source>Nobody answers at this server&apos;s door. It is probably not running. Try later, or ask who operates it.</source>
        <translation>इस सर्वर पर कोई जवाब नहीं देता। शायद वह चल नहीं रहा। बाद में कोशिश करें, या चलाने वाले से पूछें।</translation>
    </message>
    <message>
        <source>The server did not answer in time. It or the network is very slow or gone. Try again in a minute.</source>
        <translation>सर्वर ने समय पर जवाब नहीं दिया। वह या नेटवर्क बहुत धीमा है या बंद है। एक मिनट में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>No authority vouches for this server&apos;s key. Anybody could be pretending to be it. Go on only if the key below is the one that its operator gave you.</source>
        <translation>इस सर्वर की कुंजी की कोई संस्था पुष्टि नहीं करती। कोई भी उसका रूप धर सकता है। तभी आगे बढ़ें जब नीचे की कुंजी वही हो जो सर्वर चलाने वाले ने आपको दी है।</translation>
    </message>
    <message>
        <source>The server showed another key than the expected one. Somebody may be in between, so nothing was said. Ask the operator for the right key.</source>
        <translation>सर्वर ने अपेक्षित से अलग कुंजी दिखाई। बीच में कोई हो सकता है, इसलिए कुछ नहीं कहा गया। चलाने वाले से सही कुंजी माँगें।</translation>
    </message>
    <message>
        <source>No safe line could be made. The server offers no encryption that this program accepts. Check the address, or ask its operator.</source>
        <translation>सुरक्षित संपर्क नहीं बन सका। सर्वर ऐसा कोई कूटलेखन नहीं देता जिसे यह प्रोग्राम माने। पता जाँचें, या चलाने वाले से पूछें।</translation>
    </message>
    <message>
        <source>Something answers, but it is not a ChatMet server. Your name was not sent. Check the address and the port.</source>
        <translation>जवाब तो आता है, पर यह ChatMet सर्वर नहीं है। आपका नाम नहीं भेजा गया। पता और पोर्ट जाँचें।</translation>
    </message>
    <message>
        <source>The proxy did not let us through. Nothing went around it. Check the proxy, or start it.</source>
        <translation>प्रॉक्सी ने जाने नहीं दिया। उसे छोड़कर कुछ नहीं गया। प्रॉक्सी जाँचें, या चालू करें।</translation>
    </message>
    <message>
        <source>The line broke. What was not delivered by then may be lost. Check the network and start again.</source>
        <translation>संपर्क टूट गया। जो तब तक नहीं पहुँचा, वह खो गया हो सकता है। नेटवर्क जाँचकर फिर शुरू करें।</translation>
    </message>
    <message>
        <source>The server sent something that makes no sense. The line was closed to be safe. Try again, or another server.</source>
        <translation>सर्वर ने ऐसा कुछ भेजा जिसका कोई अर्थ नहीं। सुरक्षा के लिए संपर्क बंद कर दिया गया। फिर कोशिश करें, या दूसरा सर्वर चुनें।</translation>
    </message>
    <message>
        <source>This ChatMet is too old for the server. It does not speak its language any more. Please install a newer version.</source>
        <translation>यह ChatMet सर्वर के लिए बहुत पुराना है। सर्वर अब इसकी भाषा नहीं बोलता। कृपया नया संस्करण लगाएँ।</translation>
    </message>
    <message>
        <source>The server is too old for this ChatMet. They have no language in common. Ask its operator to update it.</source>
        <translation>सर्वर इस ChatMet के लिए बहुत पुराना है। दोनों की कोई साझी भाषा नहीं है। चलाने वाले से उसे नया करने को कहें।</translation>
    </message>
    <message>
        <source>The server closed the line. It did not say why. Start again, or try later.</source>
        <translation>सर्वर ने संपर्क बंद कर दिया। उसने कारण नहीं बताया। फिर शुरू करें, या बाद में कोशिश करें।</translation>
    </message>
    <message>
        <source>The server did not understand this program. The two versions may not fit. Try again, or update ChatMet.</source>
        <translation>सर्वर इस प्रोग्राम को नहीं समझा। शायद दोनों के संस्करण मेल नहीं खाते। फिर कोशिश करें, या ChatMet नया करें।</translation>
    </message>
    <message>
        <source>That is longer than the server takes. It was not sent. Please shorten it.</source>
        <translation>यह सर्वर की सीमा से लंबा है। इसे नहीं भेजा गया। कृपया छोटा करें।</translation>
    </message>
    <message>
        <source>This server does not offer that yet. Nothing was done. The rest keeps working.</source>
        <translation>यह सर्वर अभी यह सुविधा नहीं देता। कुछ नहीं किया गया। बाक़ी सब चलता रहेगा।</translation>
    </message>
    <message>
        <source>The server is full. There is no place for another person just now. Try again in a few minutes.</source>
        <translation>सर्वर भरा हुआ है। अभी किसी और के लिए जगह नहीं है। कुछ मिनट में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>This computer took in messages too slowly. The server closed the line to protect itself. Check the network and start again.</source>
        <translation>इस कंप्यूटर ने संदेश बहुत धीरे लिए। सर्वर ने अपने बचाव में संपर्क बंद कर दिया। नेटवर्क जाँचकर फिर शुरू करें।</translation>
    </message>
    <message>
        <source>That was too much at once. The server did not take it. Wait a moment, then try again.</source>
        <translation>यह एक साथ बहुत ज़्यादा था। सर्वर ने इसे नहीं लिया। थोड़ा रुककर फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>The server is shutting down. Every conversation on it has ended. Try again later.</source>
        <translation>सर्वर बंद हो रहा है। उस पर हर बातचीत ख़त्म हो गई। बाद में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>The server heard nothing for too long. It closed the line. Check the network and start again.</source>
        <translation>सर्वर ने बहुत देर तक कुछ नहीं सुना। उसने संपर्क बंद कर दिया। नेटवर्क जाँचकर फिर शुरू करें।</translation>
    </message>
    <message>
        <source>What came cannot be read. It is damaged and was dropped. Ask for it again.</source>
        <translation>जो आया वह पढ़ा नहीं जा सकता। वह ख़राब है और हटा दिया गया। उसे फिर से माँगें।</translation>
    </message>
    <message>
        <source>This computer refused it. Memory or a right is missing. Close other programs and try again.</source>
        <translation>इस कंप्यूटर ने मना कर दिया। मेमोरी या अनुमति की कमी है। दूसरे प्रोग्राम बंद करके फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>It was taken back. Nothing more was sent. Start again whenever you like.</source>
        <translation>इसे वापस ले लिया गया। और कुछ नहीं भेजा गया। जब चाहें फिर शुरू करें।</translation>
    </message>
    <message>
        <source>Something went wrong that this version has no words for. It was not done. Try again, or update ChatMet.</source>
        <translation>कुछ ऐसी गड़बड़ हुई जिसे यह संस्करण बता नहीं सकता। काम नहीं हुआ। फिर कोशिश करें, या ChatMet नया करें।</translation>
    </message>
    <message>
        <source>There is no username yet. Somebody has to be talking. Type one, or roll the dice.</source>
        <translation>अभी कोई उपनाम नहीं है। बात करने वाले का कोई नाम तो हो। एक लिखें, या पासा फेंकें।</translation>
    </message>
    <message>
        <source>This username is too long. There is room for %1 characters. Please shorten it.</source>
        <translation>यह उपनाम बहुत लंबा है। %1 अक्षरों की जगह है। कृपया छोटा करें।</translation>
    </message>
    <message>
        <source>This username has characters that cannot be seen or that turn text around. They could fool people. Use letters, digits and signs.</source>
        <translation>इस उपनाम में ऐसे अक्षर हैं जो दिखते नहीं या पाठ को उलट देते हैं। इनसे लोगों को धोखा हो सकता है। अक्षर, अंक और चिह्न ही लिखें।</translation>
    </message>
    <message>
        <source>The server no longer knows this session. It waited, but not that long. Start again.</source>
        <translation>सर्वर अब इस सत्र को नहीं जानता। उसने इंतज़ार किया, पर इतना लंबा नहीं। फिर शुरू करें।</translation>
    </message>
    <message>
        <source>You are already talking to somebody. One at a time. Leave first, then meet someone else.</source>
        <translation>आप पहले से किसी से बात कर रहे हैं। एक समय में एक। पहले उसे छोड़ें, फिर किसी और से मिलें।</translation>
    </message>
    <message>
        <source>You are already waiting for somebody. Nothing changed. Just wait a little.</source>
        <translation>आप पहले से किसी का इंतज़ार कर रहे हैं। कुछ नहीं बदला। बस थोड़ा रुकें।</translation>
    </message>
    <message>
        <source>There was nothing to cancel. You were not waiting any more. Meet someone whenever you like.</source>
        <translation>रद्द करने को कुछ नहीं था। आप अब इंतज़ार में नहीं थे। जब चाहें किसी से मिलें।</translation>
    </message>
    <message>
        <source>There are too many topics. The server takes %1. Take some away.</source>
        <translation>विषय बहुत ज़्यादा हैं। सर्वर %1 लेता है। कुछ हटाएँ।</translation>
    </message>
    <message>
        <source>A topic is empty, too long or has hidden characters. Nobody could share it. Change or remove it.</source>
        <translation>कोई विषय ख़ाली है, बहुत लंबा है या उसमें छिपे अक्षर हैं। उसे कोई साझा नहीं कर पाएगा। उसे बदलें या हटाएँ।</translation>
    </message>
    <message>
        <source>There is nothing to send yet. Empty messages stay here. Write something first.</source>
        <translation>भेजने को अभी कुछ नहीं है। ख़ाली संदेश नहीं जाते। पहले कुछ लिखें।</translation>
    </message>
    <message>
        <source>The server missed a message of yours. It took nothing after it. Send the failed ones again.</source>
        <translation>सर्वर से आपका एक संदेश छूट गया। उसके बाद का कुछ नहीं लिया गया। जो नहीं गए उन्हें फिर भेजें।</translation>
    </message>
    <message>
        <source>This conversation is over. What you did reached nobody. Meet someone else.</source>
        <translation>यह बातचीत ख़त्म हो चुकी है। आपकी बात किसी तक नहीं पहुँची। किसी और से मिलें।</translation>
    </message>
    <message>
        <source>This picture is larger than the server takes. It was not sent. Choose a smaller one.</source>
        <translation>यह तस्वीर सर्वर की सीमा से बड़ी है। इसे नहीं भेजा गया। छोटी तस्वीर चुनें।</translation>
    </message>
    <message>
        <source>Too many pictures are on their way. This one was not taken. Wait until one has arrived.</source>
        <translation>बहुत सारी तस्वीरें रास्ते में हैं। यह नहीं ली गई। एक के पहुँचने तक रुकें।</translation>
    </message>
    <message>
        <source>The server is short of memory. It takes no new pictures for now, words still pass. Try the picture again later.</source>
        <translation>सर्वर में मेमोरी कम है। वह अभी नई तस्वीरें नहीं लेता, शब्द जाते रहेंगे। तस्वीर बाद में फिर भेजें।</translation>
    </message>
    <message>
        <source>This picture is no longer offered. It was taken back or lost. Ask for it again.</source>
        <translation>यह तस्वीर अब उपलब्ध नहीं है। इसे वापस ले लिया गया या खो गई। इसे फिर से माँगें।</translation>
    </message>
    <message>
        <source>The picture got out of step on its way. It was dropped. Send it again.</source>
        <translation>तस्वीर रास्ते में गड़बड़ा गई। उसे हटा दिया गया। फिर से भेजें।</translation>
    </message>
    <message>
        <source>This message is too long. There is room for %1 characters. It stays here: shorten it, or send it in parts.</source>
        <translation>यह संदेश बहुत लंबा है। %1 अक्षरों की जगह है। यह यहीं रहेगा: इसे छोटा करें, या टुकड़ों में भेजें।</translation>
    </message>
    <message>
        <source>The line is down. It was not sent. Your words stay here until it is back.</source>
        <translation>संपर्क टूटा हुआ है। यह नहीं भेजा गया। संपर्क लौटने तक आपके शब्द यहीं रहेंगे।</translation>
    </message>
    <message>
        <source>This conversation has ended. It was not sent. Say it in another one.</source>
        <translation>यह बातचीत ख़त्म हो चुकी है। यह नहीं भेजा गया। इसे किसी दूसरी बातचीत में कहें।</translation>
    </message>
    <message>
        <source>This is not a picture. It was not sent. Choose a JPEG, PNG, WebP or GIF file.</source>
        <translation>यह तस्वीर नहीं है। इसे नहीं भेजा गया। JPEG, PNG, WebP या GIF फ़ाइल चुनें।</translation>
    </message>
    <message>
        <source>ChatMet does not read this kind of picture. It was not sent. Save it as JPEG or PNG and try again.</source>
        <translation>ChatMet इस तरह की तस्वीर नहीं पढ़ता। इसे नहीं भेजा गया। इसे JPEG या PNG में सहेजकर फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>This file is too large. Up to %1 MB can be read here. Choose a smaller one.</source>
        <translation>यह फ़ाइल बहुत बड़ी है। यहाँ %1 MB तक पढ़ी जा सकती है। छोटी चुनें।</translation>
    </message>
    <message>
        <source>This picture has too many pixels. It was not sent. Make it smaller and try again.</source>
        <translation>इस तस्वीर में बहुत ज़्यादा पिक्सेल हैं। इसे नहीं भेजा गया। छोटी करके फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>This picture is damaged. It cannot be read to the end. Choose another one.</source>
        <translation>यह तस्वीर ख़राब है। इसे अंत तक पढ़ा नहीं जा सकता। दूसरी चुनें।</translation>
    </message>
    <message>
        <source>There is no memory for this picture. It was not sent. Close other programs and try again.</source>
        <translation>इस तस्वीर के लिए मेमोरी नहीं है। इसे नहीं भेजा गया। दूसरे प्रोग्राम बंद करके फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>Too many pictures are being prepared. This one was not taken. Try again in a moment.</source>
        <translation>बहुत सारी तस्वीरें तैयार हो रही हैं। यह नहीं ली गई। थोड़ी देर में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>No keys could be agreed on with the other side. Nothing was sent. Meet somebody else.</source>
        <translation>सामने वाले के साथ कुंजियाँ तय नहीं हो पाईं। कुछ भी नहीं भेजा गया। किसी और से मिलें।</translation>
    </message>
    <message>
        <source>A message did not arrive as it was sealed. This program left to be safe. Meet somebody else.</source>
        <translation>एक संदेश वैसा नहीं पहुँचा जैसा मुहरबंद किया गया था। सुरक्षा के लिए यह प्रोग्राम बातचीत से निकल गया। किसी और से मिलें।</translation>
    </message>
    <message>
        <source>Somebody in this room has not shown that they were invited. Nothing is sealed for them. Wait a moment, or leave the room.</source>
        <translation>इस कमरे में किसी ने अब तक यह नहीं दिखाया कि उन्हें न्योता मिला था। उनके लिए कुछ भी मुहरबंद नहीं किया जाता। थोड़ा रुकें, या कमरे से निकल जाएँ।</translation>
    </message>
    <message>
        <source>This is too long for an invite. Nothing was opened. Copy the invite alone.</source>
        <translation>न्योते के लिए यह बहुत लंबा है। कुछ नहीं खोला गया। केवल न्योता कॉपी करें।</translation>
    </message>
    <message>
        <source>This is no invite. An invite begins with chatmet://. Copy the whole of it.</source>
        <translation>यह न्योता नहीं है। न्योता chatmet:// से शुरू होता है। उसे पूरा कॉपी करें।</translation>
    </message>
    <message>
        <source>The server in this invite has no valid name. Nothing was opened. Ask for the invite again.</source>
        <translation>इस न्योते में सर्वर का नाम सही नहीं है। कुछ नहीं खोला गया। न्योता फिर से माँगें।</translation>
    </message>
    <message>
        <source>The port in this invite is not a number from 1 to 65535. Nothing was opened. Ask for the invite again.</source>
        <translation>इस न्योते का पोर्ट 1 से 65535 तक की संख्या नहीं है। कुछ नहीं खोला गया। न्योता फिर से माँगें।</translation>
    </message>
    <message>
        <source>The room in this invite is damaged. Nothing was opened. Copy the invite again.</source>
        <translation>इस न्योते में कमरे का पता ख़राब है। कुछ नहीं खोला गया। न्योता फिर से कॉपी करें।</translation>
    </message>
    <message>
        <source>The end of this invite is missing. What stands after # opens the room. Copy the whole of it.</source>
        <translation>इस न्योते का अंत ग़ायब है। # के बाद जो लिखा है वही कमरा खोलता है। उसे पूरा कॉपी करें।</translation>
    </message>
    <message>
        <source>This invite was made by another version. This one cannot read it. Update ChatMet.</source>
        <translation>यह न्योता किसी दूसरे संस्करण ने बनाया है। यह संस्करण उसे नहीं पढ़ सकता। ChatMet को अपडेट करें।</translation>
    </message>
    <message>
        <source>The secret in this invite is damaged. Nothing was opened. Copy the invite again.</source>
        <translation>इस न्योते का गुप्त हिस्सा ख़राब है। कुछ नहीं खोला गया। न्योता फिर से कॉपी करें।</translation>
    </message>
    <message>
        <source>The server&apos;s fingerprint in this invite is damaged. Nothing was opened. Copy the invite again.</source>
        <translation>इस न्योते में सर्वर का फ़िंगरप्रिंट ख़राब है। कुछ नहीं खोला गया। न्योता फिर से कॉपी करें।</translation>
    </message>
    <message>
        <source>The title in this invite is damaged. Nothing was opened. Copy the invite again.</source>
        <translation>इस न्योते का शीर्षक ख़राब है। कुछ नहीं खोला गया। न्योता फिर से कॉपी करें।</translation>
    </message>
    <message>
        <source>This invite has more parts than an invite has. Nothing was opened. Copy the invite alone.</source>
        <translation>इस न्योते में ज़रूरत से ज़्यादा हिस्से हैं। कुछ नहीं खोला गया। केवल न्योता कॉपी करें।</translation>
    </message>
    <message>
        <source>You have said that of this person already. Once is enough. The server remembers it.</source>
        <translation>आप इस व्यक्ति के बारे में यह कह चुके हैं। एक बार काफ़ी है। सर्वर को यह याद है।</translation>
    </message>
    <message>
        <source>This room can&apos;t be joined. It may be full, locked or gone, or the invite is an old one. Ask for a new invite.</source>
        <translation>इस कमरे में नहीं जा सकते। वह भरा, बंद या ख़त्म हो सकता है, या न्योता पुराना है। नया न्योता माँगें।</translation>
    </message>
    <message>
        <source>You are in %1 rooms already. The server takes no more at once. Leave one first.</source>
        <translation>आप पहले से %1 कमरों में हैं। सर्वर एक साथ इससे ज़्यादा नहीं लेता। पहले किसी एक से निकलें।</translation>
    </message>
    <message>
        <source>Only the host of the room may do that. Nothing was changed. Ask the host.</source>
        <translation>यह केवल कमरे का मेज़बान कर सकता है। कुछ नहीं बदला। मेज़बान से कहें।</translation>
    </message>
    <message>
        <source>This person can&apos;t be reported or blocked any more. It is too long ago. Nothing was sent.</source>
        <translation>अब इस व्यक्ति की शिकायत नहीं हो सकती, न इन्हें रोका जा सकता है। बहुत देर हो चुकी है। कुछ नहीं भेजा गया।</translation>
    </message>
    <message>
        <source>That was too much at once. The server did not take it. Try again in %1 s.</source>
        <translation>एक साथ बहुत ज़्यादा हो गया। सर्वर ने इसे नहीं लिया। %1 सेकंड में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>That was too much at once. The server did not take it. Try again in %1 min.</source>
        <translation>एक साथ बहुत ज़्यादा हो गया। सर्वर ने इसे नहीं लिया। %1 मिनट में फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>Too many people have come from your network address just now. The server takes no more from there for a moment. Try again in a minute.</source>
        <translation>अभी आपके नेटवर्क पते से बहुत ज़्यादा लोग आए हैं। सर्वर कुछ देर वहाँ से और किसी को नहीं लेता। एक मिनट बाद फिर कोशिश करें।</translation>
    </message>
    <message>
        <source>This server is busy. Your computer does a small sum first, so that nobody can crowd it out. That takes a few seconds.</source>
        <translation>यह सर्वर व्यस्त है। आपका कंप्यूटर पहले एक छोटा हिसाब करता है, ताकि कोई उसे भीड़ से न भर दे। इसमें कुछ सेकंड लगते हैं।</translation>
    </message>
    <message>
        <source>The sum that the server asked for was not taken. It may have taken too long. Start again.</source>
        <translation>सर्वर का माँगा हुआ हिसाब नहीं लिया गया। शायद उसमें ज़्यादा समय लगा। फिर से शुरू करें।</translation>
    </message>
    <message>
        <source>The server asks this computer for an absurdly long sum. No honest server does that, so nothing was begun. Choose another server.</source>
        <translation>सर्वर इस कंप्यूटर से बेतुका लंबा हिसाब माँगता है। कोई ईमानदार सर्वर ऐसा नहीं करता, इसलिए कुछ शुरू नहीं किया गया। दूसरा सर्वर चुनें।</translation>
    </message>
    <message>
        <source>This invite is for %1, and you are connected to another server. Nothing was sent. Disconnect, and start with that server.</source>
        <translation>यह न्योता %1 के लिए है, और आप दूसरे सर्वर से जुड़े हैं। कुछ नहीं भेजा गया। कनेक्शन हटाएँ और उस सर्वर से शुरू करें।</translation>
    </message>
    <message>
        <source>This title is too long or has characters that cannot be seen. The room was not opened. Change it, or leave it out.</source>
        <translation>यह शीर्षक बहुत लंबा है या इसमें न दिखने वाले अक्षर हैं। कमरा नहीं खोला गया। इसे बदलें या छोड़ दें।</translation>
    </message>
    <message>
        <source>You are in this room already. Nothing was changed. It stands in the list at the side.</source>
        <translation>आप इस कमरे में पहले से हैं। कुछ नहीं बदला। वह किनारे की सूची में है।</translation>
    </message>
    <message>
        <source>This invite is for another server than the one that you are connected to. Nothing was sent. Disconnect, and start with the server of the invite.</source>
        <translation>यह न्योता उस सर्वर का नहीं है जिससे आप जुड़े हैं। कुछ नहीं भेजा गया। कनेक्शन हटाएँ और न्योते के सर्वर से शुरू करें।</translation>
    </message>
    <message>
        <source>This invite names another key than this server has: somebody may stand between. Nothing was sent. Ask for the invite again by a way that you trust.</source>
        <translation>इस न्योते में इस सर्वर की कुंजी से अलग कुंजी है: हो सकता है कोई बीच में हो। कुछ नहीं भेजा गया। भरोसेमंद रास्ते से न्योता फिर माँगें।</translation>
    </message>
    <message>
        <source>This person has left the room. It was too late: the server took no word about them. Report or block somebody while they are in it.</source>
        <translation>यह व्यक्ति कमरे से जा चुका है। बहुत देर हो गई: सर्वर ने इनके बारे में कुछ नहीं लिया। किसी की शिकायत करनी हो या उन्हें रोकना हो, तो उनके कमरे में रहते करें।</translation>
    </message>
    <message>
        <source>The line broke. Nobody can be met until it is back. This program connects again by itself.</source>
        <translation>संपर्क टूट गया। जुड़ने तक किसी से मिला नहीं जा सकता। यह प्रोग्राम अपने आप फिर जुड़ रहा है।</translation>
    </message>
    <message>
        <source>You are leaving. It was not sent. Undo first, then send it.</source>
        <translation>आप जा रहे हैं। यह नहीं भेजा गया। पहले “वापस लें” दबाएँ, फिर भेजें।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ProxyFields</name>
    <message>
        <source>Connection</source>
        <translation>संपर्क</translation>
    </message>
    <message>
        <source>No proxy</source>
        <translation>कोई प्रॉक्सी नहीं</translation>
    </message>
    <message>
        <source>The system’s fixed proxy</source>
        <translation>सिस्टम का तय प्रॉक्सी</translation>
    </message>
    <message>
        <source>SOCKS5 proxy</source>
        <translation>SOCKS5 प्रॉक्सी</translation>
    </message>
    <message>
        <source>Tor on this computer (port 9050)</source>
        <translation>इस कंप्यूटर का Tor (पोर्ट 9050)</translation>
    </message>
    <message>
        <source>Tor Browser (port 9150)</source>
        <translation>Tor Browser (पोर्ट 9150)</translation>
    </message>
    <message>
        <source>Your session keeps the way that it took. Disconnect to choose another.</source>
        <translation>आपका सत्र अपने चुने रास्ते पर रहता है। दूसरा चुनने के लिए संपर्क काटें।</translation>
    </message>
    <message>
        <source>Host of the proxy</source>
        <translation>प्रॉक्सी का होस्ट</translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation>प्रॉक्सी का पोर्ट</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>होस्ट</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>पोर्ट</translation>
    </message>
</context>
<context>
    <name>chatmet::client::QrCodeView</name>
    <message>
        <source>The invite as a QR code, to be read by the camera of another device</source>
        <translation>QR कोड के रूप में न्योता, जिसे दूसरे उपकरण का कैमरा पढ़ सकता है</translation>
    </message>
</context>
<context>
    <name>chatmet::client::QuickSwitcher</name>
    <message>
        <source>Nothing here has that name.</source>
        <translation>यहाँ इस नाम का कुछ नहीं है।</translation>
    </message>
    <message>
        <source>Go to</source>
        <translation>यहाँ जाएँ</translation>
    </message>
    <message>
        <source>Go to…</source>
        <translation>यहाँ जाएँ…</translation>
    </message>
    <message>
        <source>Up and Down choose, Enter goes there</source>
        <translation>ऊपर और नीचे से चुनें, Enter वहाँ ले जाता है</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>जगहें</translation>
    </message>
    <message>
        <source>Close (Esc)</source>
        <translation>बंद करें (Esc)</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>होम</translation>
    </message>
    <message>
        <source>What is held about you</source>
        <translation>आपके बारे में क्या रखा है</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ReadingPanel</name>
    <message>
        <source>Close</source>
        <translation>बंद करें</translation>
    </message>
</context>
<context>
    <name>chatmet::client::ReportButtons</name>
    <message>
        <source>Report this person</source>
        <translation>इस व्यक्ति की शिकायत करें</translation>
    </message>
    <message>
        <source>Block this person</source>
        <translation>इस व्यक्ति को रोकें</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>शिकायत करें</translation>
    </message>
    <message>
        <source>Report this person: you choose a reason, and the conversation ends. What was said is not sent along (Ctrl+Shift+R)</source>
        <translation>इस व्यक्ति की शिकायत करें: आप कारण चुनते हैं, और बातचीत ख़त्म हो जाती है। जो कहा गया वह साथ नहीं भेजा जाता (Ctrl+Shift+R)</translation>
    </message>
    <message>
        <source>Opens a list of reasons</source>
        <translation>कारणों की सूची खोलता है</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>रोकें</translation>
    </message>
    <message>
        <source>Block this person: the conversation ends at once, and you will not meet again while both of you are here (Ctrl+Shift+B)</source>
        <translation>इस व्यक्ति को रोकें: बातचीत तुरंत ख़त्म हो जाती है, और जब तक आप दोनों यहाँ हैं, आप फिर नहीं मिलेंगे (Ctrl+Shift+B)</translation>
    </message>
    <message>
        <source>Reason of the report</source>
        <translation>शिकायत का कारण</translation>
    </message>
    <message>
        <source>Harassment</source>
        <translation>परेशान करना</translation>
    </message>
    <message>
        <source>Sexual content</source>
        <translation>अश्लील बातें या तस्वीरें</translation>
    </message>
    <message>
        <source>Somebody under age</source>
        <translation>कोई नाबालिग</translation>
    </message>
    <message>
        <source>Spam</source>
        <translation>स्पैम</translation>
    </message>
    <message>
        <source>Something else</source>
        <translation>कुछ और</translation>
    </message>
    <message>
        <source>Reported. What was said was not sent along.</source>
        <translation>शिकायत कर दी गई। जो कहा गया वह साथ नहीं भेजा गया।</translation>
    </message>
    <message>
        <source>Blocked. You will not meet again while both of you are here.</source>
        <translation>रोक दिया गया। जब तक आप दोनों यहाँ हैं, आप फिर नहीं मिलेंगे।</translation>
    </message>
    <message>
        <source>You have blocked %1. You will not meet again while both of you are here.</source>
        <translation>आपने %1 को रोक दिया है। जब तक आप दोनों यहाँ हैं, आप फिर नहीं मिलेंगे।</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Room</name>
    <message>
        <source>You have opened this room. Nobody comes in without its invite.</source>
        <translation>आपने यह कमरा खोला है। इसके न्योते के बिना कोई अंदर नहीं आता।</translation>
    </message>
    <message>
        <source>You have come in. What was said before is not shown to you.</source>
        <translation>आप अंदर आ गए हैं। पहले जो कहा गया वह आपको नहीं दिखाया जाता।</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>कमरा</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>कोई</translation>
    </message>
    <message>
        <source>You are the host now: you can lock the room and remove people.</source>
        <translation>अब आप मेज़बान हैं: आप कमरा बंद कर सकते हैं और लोगों को हटा सकते हैं।</translation>
    </message>
    <message>
        <source>The room is locked: nobody else comes in.</source>
        <translation>कमरा बंद है: और कोई अंदर नहीं आता।</translation>
    </message>
    <message>
        <source>The room is open to its invite again.</source>
        <translation>कमरा अपने न्योते के लिए फिर खुला है।</translation>
    </message>
    <message>
        <source>A message of %1 could not be opened: it was changed, repeated or held back on its way. Nothing of it is shown.</source>
        <translation>%1 का एक संदेश खोला नहीं जा सका: रास्ते में उसे बदला, दोहराया या रोका गया। उसका कुछ भी नहीं दिखाया जाता।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomEvents</name>
    <message>
        <source>%1 came in, %2 left.</source>
        <translation>%1 अंदर आए, %2 चले गए।</translation>
    </message>
    <message>
        <source>%1 has come in.</source>
        <translation>%1 अंदर आए।</translation>
    </message>
    <message>
        <source>%1 have come in.</source>
        <translation>%1 अंदर आए।</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more have come in.</source>
        <translation>
            <numerusform>%1 और %n अन्य अंदर आए।</numerusform>
            <numerusform>%1 और %n अन्य अंदर आए।</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has left.</source>
        <translation>%1 चले गए।</translation>
    </message>
    <message>
        <source>%1 have left.</source>
        <translation>%1 चले गए।</translation>
    </message>
    <message numerus="yes">
        <source>%1 and %n more have left.</source>
        <translation>
            <numerusform>%1 और %n अन्य चले गए।</numerusform>
            <numerusform>%1 और %n अन्य चले गए।</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n व्यक्ति</numerusform>
            <numerusform>%n लोग</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomHeader</name>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>न्योता</translation>
    </message>
    <message>
        <source>People</source>
        <translation>लोग</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>छोड़ें</translation>
    </message>
    <message>
        <source>What can be done in this room</source>
        <translation>इस कमरे में क्या किया जा सकता है</translation>
    </message>
    <message>
        <source>You leave, and what you wrote is erased for everybody</source>
        <translation>आप चले जाते हैं, और आपका लिखा सबके लिए मिट जाता है</translation>
    </message>
    <message>
        <source>Locked: nobody else comes in</source>
        <translation>बंद: और कोई अंदर नहीं आता</translation>
    </message>
    <message>
        <source>nobody else is here</source>
        <translation>यहाँ और कोई नहीं है</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n व्यक्ति</numerusform>
            <numerusform>%n लोग</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 · %n away</source>
        <translation>
            <numerusform>%1 · %n की लाइन टूटी है</numerusform>
            <numerusform>%1 · %n की लाइन टूटी है</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 · sealed</source>
        <translation>%1 · मुहरबंद</translation>
    </message>
    <message>
        <source>%1 · locked</source>
        <translation>%1 · बंद</translation>
    </message>
    <message>
        <source>ended</source>
        <translation>समाप्त</translation>
    </message>
    <message>
        <source>Show pictures at once here</source>
        <translation>यहाँ तस्वीरें तुरंत दिखाएँ</translation>
    </message>
    <message>
        <source>Room</source>
        <translation>कमरा</translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomPaths</name>
    <message>
        <source>ended</source>
        <translation>समाप्त</translation>
    </message>
    <message numerus="yes">
        <source>%n people · typing…</source>
        <translation>
            <numerusform>%n व्यक्ति · लिख रहे हैं…</numerusform>
            <numerusform>%n लोग · लिख रहे हैं…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>%n व्यक्ति</numerusform>
            <numerusform>%n लोग</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>chatmet::client::RoomsCard</name>
    <message>
        <source>Title, if you like</source>
        <translation>शीर्षक, यदि चाहें</translation>
    </message>
    <message>
        <source>Title of the new room</source>
        <translation>नए कमरे का शीर्षक</translation>
    </message>
    <message>
        <source>Open a room</source>
        <translation>कमरा खोलें</translation>
    </message>
    <message>
        <source>Paste an invite: chatmet://…</source>
        <translation>न्योता चिपकाएँ: chatmet://…</translation>
    </message>
    <message>
        <source>Invite</source>
        <translation>न्योता</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>शामिल हों</translation>
    </message>
    <message>
        <source>Rooms</source>
        <translation>कमरे</translation>
    </message>
    <message>
        <source>For people who have its invite. What somebody wrote is gone everywhere when they leave.</source>
        <translation>उनके लिए जिनके पास इसका न्योता है। किसी का लिखा उसके जाते ही हर जगह से मिट जाता है।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::SearchBar</name>
    <message>
        <source>Earlier place (Enter, F3)</source>
        <translation>पहले की जगह (Enter, F3)</translation>
    </message>
    <message>
        <source>Later place (Shift+Enter, Shift+F3)</source>
        <translation>बाद की जगह (Shift+Enter, Shift+F3)</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>इस बातचीत में खोजें</translation>
    </message>
    <message>
        <source>Close the search (Esc)</source>
        <translation>खोज बंद करें (Esc)</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2 में से %1</translation>
    </message>
    <message>
        <source>Searching…</source>
        <translation>खोज रहे हैं…</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>कुछ नहीं मिला</translation>
    </message>
</context>
<context>
    <name>chatmet::client::SendPictureDialog</name>
    <message>
        <source>Send</source>
        <translation>भेजें</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Send a picture</source>
        <translation>तस्वीर भेजें</translation>
    </message>
    <message>
        <source>The picture as it will be sent</source>
        <translation>तस्वीर जैसी भेजी जाएगी</translation>
    </message>
    <message>
        <source>Add a caption, if you like…</source>
        <translation>चाहें तो कुछ लिखें…</translation>
    </message>
    <message>
        <source>Caption</source>
        <translation>शीर्षक</translation>
    </message>
    <message>
        <source>Send this picture?</source>
        <translation>यह तस्वीर भेजें?</translation>
    </message>
    <message>
        <source>Preparing the picture…</source>
        <translation>तस्वीर तैयार हो रही है…</translation>
    </message>
    <message>
        <source>Only the picture itself is sent: place, camera and other data are removed.</source>
        <translation>केवल तस्वीर भेजी जाती है: जगह, कैमरा और बाक़ी जानकारी हटा दी जाती है।</translation>
    </message>
    <message>
        <source>It moves: only its first frame is sent.</source>
        <translation>यह चलती हुई है: केवल पहला दृश्य भेजा जाएगा।</translation>
    </message>
    <message>
        <source>It was made smaller to fit.</source>
        <translation>सीमा में आने के लिए इसे छोटा किया गया।</translation>
    </message>
    <message>
        <source>%1 × %2, %3</source>
        <translation>%1 × %2, %3</translation>
    </message>
    <message>
        <source>This picture was not sent</source>
        <translation>यह तस्वीर नहीं भेजी गई</translation>
    </message>
    <message>
        <source>This caption is too long. There is room for %1 characters.</source>
        <translation>यह शीर्षक बहुत लंबा है। %1 अक्षरों की जगह है।</translation>
    </message>
    <message>
        <source>Send this picture to %1?</source>
        <translation>यह तस्वीर %1 को भेजें?</translation>
    </message>
</context>
<context>
    <name>chatmet::client::SettingsPanel</name>
    <message>
        <source>Settings</source>
        <translation>सेटिंग</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>रूप</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>सिस्टम जैसा</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>हल्का</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>गहरा</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>ऊँचा कंट्रास्ट</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>भाषा</translation>
    </message>
    <message>
        <source>Another language is shown once this session is over.</source>
        <translation>दूसरी भाषा यह सत्र ख़त्म होने पर दिखती है।</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>संपर्क</translation>
    </message>
    <message>
        <source>Chatting</source>
        <translation>बातचीत</translation>
    </message>
    <message>
        <source>Say that I am typing</source>
        <translation>मेरे लिखते समय साथी को बताएँ</translation>
    </message>
    <message>
        <source>A new username for each conversation</source>
        <translation>हर बातचीत के लिए नया उपनाम</translation>
    </message>
    <message>
        <source>Each is a session of its own: the person before can no longer be reported or blocked then, and may be met again.</source>
        <translation>हर एक अपना अलग सत्र है: तब पिछले व्यक्ति की शिकायत या उसे ब्लॉक नहीं किया जा सकता, और वह फिर मिल सकता है।</translation>
    </message>
    <message>
        <source>An ended page erases itself</source>
        <translation>ख़त्म हुआ पन्ना अपने आप मिटता है</translation>
    </message>
    <message>
        <source>at once</source>
        <translation>तुरंत</translation>
    </message>
    <message>
        <source>after %1 s</source>
        <translation>%1 से॰ बाद</translation>
    </message>
    <message>
        <source>This window</source>
        <translation>यह विंडो</translation>
    </message>
    <message>
        <source>Hide this window from screen recordings</source>
        <translation>इस विंडो को स्क्रीन रिकॉर्डिंग से छिपाएँ</translation>
    </message>
    <message>
        <source>Known servers</source>
        <translation>जाने-पहचाने सर्वर</translation>
    </message>
    <message>
        <source>While you are elsewhere</source>
        <translation>जब आप कहीं और हों</translation>
    </message>
    <message>
        <source>Notify me when something comes</source>
        <translation>कुछ आने पर मुझे बताएँ</translation>
    </message>
    <message>
        <source>It says that there is a message, and neither from whom nor what.</source>
        <translation>सूचना बताती है कि संदेश है; यह नहीं कि किसका है और क्या है।</translation>
    </message>
    <message>
        <source>Make a sound</source>
        <translation>आवाज़ करें</translation>
    </message>
    <message>
        <source>Show an icon in the tray, where there is one</source>
        <translation>ट्रे में आइकॉन दिखाएँ, जहाँ ट्रे हो</translation>
    </message>
</context>
<context>
    <name>chatmet::client::SettingsPaths</name>
    <message>
        <source>The settings file is damaged. It is ignored and will be replaced.</source>
        <translation>सेटिंग की फ़ाइल ख़राब है। उसे छोड़ दिया गया है और वह बदल दी जाएगी।</translation>
    </message>
    <message>
        <source>The settings file is damaged and will be replaced. It may have named a proxy: nothing is sent until you have chosen a connection below.</source>
        <translation>सेटिंग की फ़ाइल ख़राब है और बदल दी जाएगी। हो सकता है उसमें कोई प्रॉक्सी लिखा हो: जब तक आप नीचे संपर्क न चुनें, कुछ नहीं भेजा जाता।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Sidebar</name>
    <message>
        <source>Conversations</source>
        <translation>बातचीत</translation>
    </message>
    <message>
        <source>Meet someone</source>
        <translation>किसी से मिलें</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
    <message>
        <source>ChatMet</source>
        <translation>ChatMet</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>जुड़ा नहीं</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>जुड़ रहे हैं</translation>
    </message>
    <message>
        <source>connected · messages not stored</source>
        <translation>जुड़े हैं · संदेश सहेजे नहीं जाते</translation>
    </message>
    <message>
        <source>reconnecting</source>
        <translation>फिर जुड़ रहे हैं</translation>
    </message>
    <message>
        <source>What the server says it holds about you (Ctrl+I)</source>
        <translation>सर्वर के अनुसार उसके पास आपके बारे में क्या है (Ctrl+I)</translation>
    </message>
    <message>
        <source>busy server: doing a small sum</source>
        <translation>व्यस्त सर्वर: छोटा हिसाब हो रहा है</translation>
    </message>
</context>
<context>
    <name>chatmet::client::SpokenNews</name>
    <message>
        <source>The line of %1 has dropped. Waiting for it.</source>
        <translation>%1 का संपर्क टूट गया है। उसका इंतज़ार है।</translation>
    </message>
    <message>
        <source>The line of %1 is back.</source>
        <translation>%1 का संपर्क लौट आया है।</translation>
    </message>
    <message>
        <source>Reconnecting.</source>
        <translation>फिर से जुड़ रहे हैं।</translation>
    </message>
    <message>
        <source>Connected again.</source>
        <translation>फिर से जुड़ गए।</translation>
    </message>
    <message>
        <source>Connected.</source>
        <translation>जुड़ गए।</translation>
    </message>
    <message>
        <source>Disconnected.</source>
        <translation>संपर्क कट गया।</translation>
    </message>
    <message>
        <source>Looking for somebody.</source>
        <translation>किसी को खोज रहे हैं।</translation>
    </message>
    <message>
        <source>You are talking with %1.</source>
        <translation>आप %1 से बात कर रहे हैं।</translation>
    </message>
    <message>
        <source>%1 has left.</source>
        <translation>%1 चले गए।</translation>
    </message>
    <message>
        <source>The conversation with %1 has ended.</source>
        <translation>%1 के साथ बातचीत ख़त्म हो गई।</translation>
    </message>
    <message>
        <source>%1 has ended.</source>
        <translation>%1 ख़त्म हो गया।</translation>
    </message>
    <message>
        <source>New message</source>
        <translation>नया संदेश</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Leaving %1. Undo takes it back.</source>
        <translation>%1 को छोड़ा जा रहा है। “वापस लें” दबाने पर बातचीत चलती रहेगी।</translation>
    </message>
    <message>
        <source>%1 is there, and waits in the list of conversations.</source>
        <translation>%1 मिल गए हैं और बातचीत की सूची में इंतज़ार कर रहे हैं।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::Talk</name>
    <message>
        <source>A message came that could not be read.</source>
        <translation>एक संदेश आया जिसे पढ़ा नहीं जा सका।</translation>
    </message>
    <message>
        <source>Pictures wait for a click again: more of them are not fetched by themselves.</source>
        <translation>तस्वीरें फिर क्लिक का इंतज़ार करती हैं: और तस्वीरें अपने आप नहीं लाई जातीं।</translation>
    </message>
    <message>
        <source>Pictures are shown here at once from now on.</source>
        <translation>अब से यहाँ तस्वीरें तुरंत दिखाई जाती हैं।</translation>
    </message>
    <message>
        <source>Pictures wait for a click here from now on.</source>
        <translation>अब से यहाँ तस्वीरें क्लिक का इंतज़ार करती हैं।</translation>
    </message>
</context>
<context>
    <name>chatmet::client::TopicField</name>
    <message>
        <source>Topics, if you like; up to %1, each followed by Enter or a comma</source>
        <translation>चाहें तो विषय; %1 तक, हर एक के बाद Enter या अल्पविराम</translation>
    </message>
    <message>
        <source>That is one topic too many: there is room for %1. Take one away first.</source>
        <translation>एक विषय ज़्यादा हो गया: %1 की जगह है। पहले एक हटाएँ।</translation>
    </message>
    <message>
        <source>A topic can have up to %1 characters, without control characters. Please shorten it.</source>
        <translation>विषय में %1 तक अक्षर हो सकते हैं, नियंत्रण अक्षर नहीं। कृपया छोटा करें।</translation>
    </message>
    <message>
        <source>Remove the topic %1</source>
        <translation>विषय %1 हटाएँ</translation>
    </message>
    <message>
        <source>Topics, if you like…</source>
        <translation>चाहें तो विषय…</translation>
    </message>
</context>
<context>
    <name>chatmet::client::TrayIcon</name>
    <message numerus="yes">
        <source>ChatMet, %n unread</source>
        <translation>
            <numerusform>ChatMet, %n अनपढ़ा</numerusform>
            <numerusform>ChatMet, %n अनपढ़े</numerusform>
        </translation>
    </message>
    <message>
        <source>Show ChatMet</source>
        <translation>ChatMet दिखाएँ</translation>
    </message>
    <message>
        <source>Panic: erase everything and close</source>
        <translation>आपात: सब मिटाकर बंद करें</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>बंद करें</translation>
    </message>
</context>
<context>
    <name>chatmet::client::TypingIndicator</name>
    <message>
        <source>•••  %1 is typing</source>
        <translation>•••  %1 लिख रहे हैं</translation>
    </message>
    <message>
        <source>•••  %1 and %2 are typing</source>
        <translation>•••  %1 और %2 लिख रहे हैं</translation>
    </message>
    <message>
        <source>•••  Several people are typing</source>
        <translation>•••  कई लोग लिख रहे हैं</translation>
    </message>
</context>
<context>
    <name>chatmet::client::UnreadLine</name>
    <message>
        <source>New messages</source>
        <translation>नए संदेश</translation>
    </message>
</context>
<context>
    <name>chatmet::client::WelcomeLine</name>
    <message>
        <source>Language: %1</source>
        <translation>भाषा: %1</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>सेटिंग</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>संपर्क: %1</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
</context>
<context>
    <name>chatmet::client::WelcomePage</name>
    <message>
        <source>Say it. Then it’s gone.</source>
        <translation>कहिए। फिर वह मिट जाता है।</translation>
    </message>
    <message>
        <source>No account. Messages are not stored.</source>
        <translation>कोई खाता नहीं। संदेश सहेजे नहीं जाते।</translation>
    </message>
    <message>
        <source>Never share your name, address, school or money matters. Leave whenever you like. Pictures can be copied by whoever sees them.</source>
        <translation>अपना नाम, पता, स्कूल या पैसों की बात कभी न बताएँ। जब चाहें छोड़ दें। तस्वीर जो देखे, वह उसकी नक़ल रख सकता है।</translation>
    </message>
    <message>
        <source>Username for this session</source>
        <translation>इस सत्र के लिए उपनाम</translation>
    </message>
    <message>
        <source>Suggest another username</source>
        <translation>दूसरा उपनाम सुझाएँ</translation>
    </message>
    <message>
        <source>You can be somebody else next time.</source>
        <translation>अगली बार आप कोई और हो सकते हैं।</translation>
    </message>
    <message>
        <source>Server</source>
        <translation>सर्वर</translation>
    </message>
    <message>
        <source>chat.example.org</source>
        <translation>chat.example.org</translation>
    </message>
    <message>
        <source>Key that this server showed (SHA-256)</source>
        <translation>इस सर्वर की दिखाई हुई कुंजी (SHA-256)</translation>
    </message>
    <message>
        <source>Key that this server showed</source>
        <translation>इस सर्वर की दिखाई हुई कुंजी</translation>
    </message>
    <message>
        <source>Trust this key for this server</source>
        <translation>इस सर्वर के लिए इस कुंजी पर भरोसा करें</translation>
    </message>
    <message>
        <source>I am 18 or older</source>
        <translation>मैं 18 साल या उससे बड़ा/बड़ी हूँ</translation>
    </message>
    <message>
        <source>Start chatting</source>
        <translation>बातचीत शुरू करें</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>जुड़ रहे हैं</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>रद्द करें</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>जुड़ रहे हैं…</translation>
    </message>
    <message>
        <source>There is no server yet. Nobody can be met without one. Type its name, such as chat.example.org.</source>
        <translation>अभी कोई सर्वर नहीं है। उसके बिना किसी से मिलना नहीं हो सकता। उसका नाम लिखें, जैसे chat.example.org।</translation>
    </message>
    <message>
        <source>ChatMet is for adults. You can start once you have ticked this.</source>
        <translation>ChatMet वयस्कों के लिए है। इस पर निशान लगाकर आप शुरू कर सकते हैं।</translation>
    </message>
    <message>
        <source>What anonymous means here</source>
        <translation>यहाँ गुमनाम का अर्थ</translation>
    </message>
</context>
<context>
    <name>chatmet::client::WindowMenu</name>
    <message>
        <source>Go to</source>
        <translation>यहाँ जाएँ</translation>
    </message>
    <message>
        <source>Meet someone</source>
        <translation>किसी से मिलें</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>अगला</translation>
    </message>
    <message>
        <source>Reply</source>
        <translation>जवाब दें</translation>
    </message>
    <message>
        <source>Show the newest picture</source>
        <translation>सबसे नई तस्वीर दिखाएँ</translation>
    </message>
    <message>
        <source>Compare seven emoji</source>
        <translation>सात इमोजी मिलाएँ</translation>
    </message>
    <message>
        <source>Report…</source>
        <translation>शिकायत करें…</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>रोकें</translation>
    </message>
    <message>
        <source>Report the person before</source>
        <translation>पिछले व्यक्ति की शिकायत करें</translation>
    </message>
    <message>
        <source>Block the person before</source>
        <translation>पिछले व्यक्ति को रोकें</translation>
    </message>
    <message>
        <source>What is held about you</source>
        <translation>आपके बारे में क्या रखा है</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>संपर्क काटें</translation>
    </message>
    <message>
        <source>Panic: erase everything and close</source>
        <translation>आपात: सब मिटाकर बंद करें</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>कुंजियाँ</translation>
    </message>
    <message>
        <source>What anonymous means here</source>
        <translation>यहाँ गुमनाम का अर्थ</translation>
    </message>
    <message>
        <source>About this server</source>
        <translation>इस सर्वर के बारे में</translation>
    </message>
    <message>
        <source>About ChatMet</source>
        <translation>ChatMet के बारे में</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>मुख्य पृष्ठ</translation>
    </message>
    <message>
        <source>Search in this conversation</source>
        <translation>इस बातचीत में खोजें</translation>
    </message>
    <message>
        <source>Show pictures at once here</source>
        <translation>यहाँ तस्वीरें तुरंत दिखाएँ</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>बंद करें</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>सेटिंग</translation>
    </message>
    <message>
        <source>Switch to…</source>
        <translation>दूसरी बातचीत पर जाएँ…</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>छोड़ें</translation>
    </message>
    <message>
        <source>Send a picture…</source>
        <translation>तस्वीर भेजें…</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>विंडो का अगला भाग</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>विंडो का पिछला भाग</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>मदद</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>मेन्यू</translation>
    </message>
</context>
<context>
    <name>chatmet::client::WindowPanels</name>
    <message>
        <source>What anonymous means here</source>
        <translation>यहाँ गुमनाम का अर्थ</translation>
    </message>
    <message>
        <source>About this server</source>
        <translation>इस सर्वर के बारे में</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>तस्वीर</translation>
    </message>
</context>
<context>
    <name>chatmet::client::WindowTitle</name>
    <message>
        <source>ChatMet</source>
        <translation>ChatMet</translation>
    </message>
    <message>
        <source>%1 in %2 – ChatMet</source>
        <translation>%1, %2 में – ChatMet</translation>
    </message>
    <message>
        <source>%1 with %2 – ChatMet</source>
        <translation>%2 के साथ %1 – ChatMet</translation>
    </message>
    <message>
        <source>%1 has left – ChatMet</source>
        <translation>%1 चले गए – ChatMet</translation>
    </message>
    <message>
        <source>Ended with %1 – ChatMet</source>
        <translation>%1 के साथ बातचीत समाप्त – ChatMet</translation>
    </message>
    <message>
        <source>%1 – ChatMet</source>
        <translation>%1 – ChatMet</translation>
    </message>
</context>
</TS>
