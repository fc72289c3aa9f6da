//! The named character references of HTML 4 and the commoner ones of the HTML standard. The standard's whole list of
//! 2,231 names costs many times as many bytes in the widget.

use crate::text::is_one_of;

/// Whether a name counts without its semicolon too, as it did in the earliest versions of HTML.
pub(super) fn counts_bare(name: &str, found: char) -> bool {
    matches!(found, '\u{a0}'..='\u{ff}') || is_one_of("amp|AMP|lt|LT|gt|GT|quot|QUOT", name)
}

/// The longest name in [`NAMES`] that counts without its semicolon, in bytes.
pub(super) const MAX_BARE_BYTES: usize = 6;

/// Each name before its character, in the order of the characters, for a [`Dictionary`]. A blank stands for the character
/// that follows the one of the name before, since they come in long runs.
///
/// [`Dictionary`]: super::dictionary::Dictionary
#[rustfmt::skip]
pub(super) const NAMES: &str = "\
    Tab\tNewLine excl!QUOT quot\"num dollar percnt AMP amp&apos lpar rpar ast plus comma period.sol colon:semi \
    LT lt<equals GT gt>quest commat lbrack[lsqb[bsol rbrack rsqb]Hat lowbar grave lbrace{lcub{verbar vert|\
    rbrace rcub}nbsp\u{a0}iexcl cent pound curren yen brvbar sect uml COPY copy©ordf laquo not shy REG reg®macr \
    deg plusmn sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave \
    Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde \
    Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute \
    acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave iacute icirc iuml eth ntilde ograve \
    oacute ocirc otilde ouml divide oslash ugrave uacute ucirc uuml yacute thorn yuml OEligŒoelig ScaronŠscaron \
    YumlŸfnofƒcircˆcaron breve˘tilde˜AlphaΑBeta Gamma Delta Epsilon Zeta Eta Theta Iota Kappa Lambda Mu Nu Xi \
    Omicron Pi Rho SigmaΣTau Upsilon Phi Chi Psi Omega alphaαbeta gamma delta epsilon zeta eta theta iota kappa \
    lambda mu nu xi omicron pi rho sigmaf sigma tau upsilon phi chi psi omega thetasymϑupsih pivϖensp emsp \
    thinsp ZeroWidthSpace\u{200b}zwnj zwj lrm rlm dash hyphen‐ndash–mdash horbar lsquo‘rsquo sbquo ldquo“rdquo \
    bdquo dagger†Dagger bull hellip…permil‰prime′Prime lsaquo‹rsaquo oline‾frasl⁄euro€imageℑnumero№weierp℘realℜ\
    TRADE™trade™alefsymℵfrac13⅓frac23 frac15 frac18⅛frac38 frac58 frac78 larr←uarr rarr darr harr crarr↵lArr⇐\
    uArr rArr dArr hArr forall∀part∂exist empty∅nabla∇isin notin ni∋prod∏sum∑minus lowast∗radic√prop∝infin ang∠\
    and∧or cap cup int there4∴sim∼cong≅asymp≈ne≠equiv le≤ge sub⊂sup nsub sube⊆supe oplus⊕otimes⊗perp⊥sdot⋅lceil⌈\
    rceil lfloor rfloor loz◊starf★star phone☎female♀male♂spades♠clubs♣hearts♥diams check✓lang⟨rang ";
