//! The named character references of HTML 4 and the commoner ones of the HTML standard. The standard's whole list of
//! 2,231 names costs many times as many bytes in the widget.

use crate::text::is_one_of;

/// Whether a name counts without its semicolon too, as it did in the earliest versions of HTML.
pub(super) fn counts_bare(name: &str, found: char) -> bool {
    matches!(found, '\u{a0}'..='\u{ff}') || is_one_of("amp|AMP|lt|LT|gt|GT|quot|QUOT", name)
}

/// The longest name in [`NAMES`] that counts without its semicolon, in bytes.
pub(super) const MAX_BARE_BYTES: usize = 6;

/// Each name before its character, for a [`Dictionary`](super::dictionary::Dictionary).
#[rustfmt::skip]
pub(super) const NAMES: &str = "\
    AEligÆAMP&AacuteÁAcircÂAgraveÀAlphaΑAringÅAtildeÃAumlÄBetaΒCOPY©CcedilÇChiΧDagger‡DeltaΔETHÐEacuteÉ\
    EcircÊEgraveÈEpsilonΕEtaΗEumlËGT>GammaΓHat^IacuteÍIcircÎIgraveÌIotaΙIumlÏKappaΚLT<LambdaΛMuΜ\
    NewLine\nNtildeÑNuΝOEligŒOacuteÓOcircÔOgraveÒOmegaΩOmicronΟOslashØOtildeÕOumlÖPhiΦPiΠPrime″PsiΨ\
    QUOT\"REG®RhoΡScaronŠSigmaΣTHORNÞTRADE™Tab\tTauΤThetaΘUacuteÚUcircÛUgraveÙUpsilonΥUumlÜXiΞYacuteÝ\
    YumlŸZeroWidthSpace\u{200b}ZetaΖaacuteáacircâacute´aeligæagraveàalefsymℵalphaαamp&and∧ang∠apos'\
    aringåast*asymp≈atildeãaumläbdquo„betaβbreve˘brvbar¦bsol\\bull•cap∩caronˇccedilçcedil¸cent¢check✓\
    chiχcircˆclubs♣colon:comma,commat@cong≅copy©crarr↵cup∪curren¤dArr⇓dagger†darr↓dash‐deg°deltaδdiams♦\
    divide÷dollar$eacuteéecircêegraveèempty∅emsp\u{2003}ensp\u{2002}epsilonεequals=equiv≡etaηethðeumlë\
    euro€excl!exist∃female♀fnofƒforall∀frac12½frac13⅓frac14¼frac15⅕frac18⅛frac23⅔frac34¾frac38⅜frac58⅝\
    frac78⅞frasl⁄gammaγge≥grave`gt>hArr⇔harr↔hearts♥hellip…horbar―hyphen‐iacuteíicircîiexcl¡igraveì\
    imageℑinfin∞int∫iotaιiquest¿isin∈iumlïkappaκlArr⇐lambdaλlang⟨laquo«larr←lbrace{lbrack[lceil⌈lcub{\
    ldquo“le≤lfloor⌊lowast∗lowbar_loz◊lpar(lrm\u{200e}lsaquo‹lsqb[lsquo‘lt<macr¯male♂mdash—microµmiddot·\
    minus−muμnabla∇nbsp\u{a0}ndash–ne≠ni∋not¬notin∉nsub⊄ntildeñnuνnum#numero№oacuteóocircôoeligœograveò\
    oline‾omegaωomicronοoplus⊕or∨ordfªordmºoslashøotildeõotimes⊗oumlöpara¶part∂percnt%period.permil‰\
    perp⊥phiφphone☎piπpivϖplus+plusmn±pound£prime′prod∏prop∝psiψquest?quot\"rArr⇒radic√rang⟩raquo»rarr→\
    rbrace}rbrack]rceil⌉rcub}rdquo”realℜreg®rfloor⌋rhoρrlm\u{200f}rpar)rsaquo›rsqb]rsquo’sbquo‚scaronš\
    sdot⋅sect§semi;shy\u{ad}sigmaσsigmafςsim∼sol/spades♠star☆starf★sub⊂sube⊆sum∑sup⊃sup1¹sup2²sup3³supe⊇\
    szligßtauτthere4∴thetaθthetasymϑthinsp\u{2009}thornþtilde˜times×trade™uArr⇑uacuteúuarr↑ucircûugraveù\
    uml¨upsihϒupsilonυuumlüverbar|vert|weierp℘xiξyacuteýyen¥yumlÿzetaζzwj\u{200d}zwnj\u{200c}";
