//! The named character references of HTML 4 and the commoner ones of the HTML standard. The standard's whole list of
//! 2,231 names costs many times as many bytes in the widget.

/// The character of a name, without `&` and `;`.
pub(super) fn named(name: &str) -> Option<char> {
    let mut rest = NAMES;
    loop {
        let length = rest.bytes().position(|byte| !byte.is_ascii_alphanumeric())?;
        let (known, after) = rest.split_at(length);
        let found = after.chars().next()?;
        if known == name {
            return Some(found);
        }
        rest = after.get(found.len_utf8()..)?;
    }
}

/// Whether a name counts without its semicolon too, as it did in the earliest versions of HTML.
pub(super) fn counts_bare(name: &str, found: char) -> bool {
    matches!(found, '\u{a0}'..='\u{ff}')
        || matches!(name, "amp" | "AMP" | "lt" | "LT" | "gt" | "GT" | "quot" | "QUOT")
}

/// The longest name in [`NAMES`] that counts without its semicolon, in bytes.
pub(super) const MAX_BARE_BYTES: usize = 6;

/// Each name before its character, which is never a letter or a digit of ASCII, the commonest first. One text is a
/// third of the bytes of a list of pairs.
#[rustfmt::skip]
const NAMES: &str = "\
    amp&nbsp\u{a0}quot\"lt<gt>apos'rsquo’lsquo‘ldquo“rdquo”ndash–mdash—hellip…AEligÆAMP&AacuteÁAcircÂ\
    AgraveÀAlphaΑAringÅAtildeÃAumlÄBetaΒCOPY©CcedilÇChiΧDagger‡DeltaΔETHÐEacuteÉEcircÊEgraveÈEpsilonΕ\
    EtaΗEumlËGT>GammaΓHat^IacuteÍIcircÎIgraveÌIotaΙIumlÏKappaΚLT<LambdaΛMuΜNewLine\nNtildeÑNuΝOEligŒ\
    OacuteÓOcircÔOgraveÒOmegaΩOmicronΟOslashØOtildeÕOumlÖPhiΦPiΠPrime″PsiΨQUOT\"REG®RhoΡScaronŠSigmaΣ\
    THORNÞTRADE™Tab\tTauΤThetaΘUacuteÚUcircÛUgraveÙUpsilonΥUumlÜXiΞYacuteÝYumlŸZeroWidthSpace\u{200b}\
    ZetaΖaacuteáacircâacute´aeligæagraveàalefsymℵalphaαand∧ang∠aringåast*asymp≈atildeãaumläbdquo„betaβ\
    breve˘brvbar¦bsol\\bull•cap∩caronˇccedilçcedil¸cent¢check✓chiχcircˆclubs♣colon:comma,commat@cong≅\
    copy©crarr↵cup∪curren¤dArr⇓dagger†darr↓dash‐deg°deltaδdiams♦divide÷dollar$eacuteéecircêegraveèempty∅\
    emsp\u{2003}ensp\u{2002}epsilonεequals=equiv≡etaηethðeumlëeuro€excl!exist∃female♀fnofƒforall∀frac12½\
    frac13⅓frac14¼frac15⅕frac18⅛frac23⅔frac34¾frac38⅜frac58⅝frac78⅞frasl⁄gammaγge≥grave`hArr⇔harr↔\
    hearts♥horbar―hyphen‐iacuteíicircîiexcl¡igraveìimageℑinfin∞int∫iotaιiquest¿isin∈iumlïkappaκlArr⇐\
    lambdaλlang⟨laquo«larr←lbrace{lbrack[lceil⌈lcub{le≤lfloor⌊lowast∗lowbar_loz◊lpar(lrm\u{200e}lsaquo‹\
    lsqb[macr¯male♂microµmiddot·minus−muμnabla∇ne≠ni∋not¬notin∉nsub⊄ntildeñnuνnum#numero№oacuteóocircô\
    oeligœograveòoline‾omegaωomicronοoplus⊕or∨ordfªordmºoslashøotildeõotimes⊗oumlöpara¶part∂percnt%\
    period.permil‰perp⊥phiφphone☎piπpivϖplus+plusmn±pound£prime′prod∏prop∝psiψquest?rArr⇒radic√rang⟩\
    raquo»rarr→rbrace}rbrack]rceil⌉rcub}realℜreg®rfloor⌋rhoρrlm\u{200f}rpar)rsaquo›rsqb]sbquo‚scaronš\
    sdot⋅sect§semi;shy\u{ad}sigmaσsigmafςsim∼sol/spades♠star☆starf★sub⊂sube⊆sum∑sup⊃sup1¹sup2²sup3³supe⊇\
    szligßtauτthere4∴thetaθthetasymϑthinsp\u{2009}thornþtilde˜times×trade™uArr⇑uacuteúuarr↑ucircûugraveù\
    uml¨upsihϒupsilonυuumlüverbar|vert|weierp℘xiξyacuteýyen¥yumlÿzetaζzwj\u{200d}zwnj\u{200c}";
