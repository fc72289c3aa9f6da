<?php
/**
 * Plugin Name: Standfirst
 * Description: Reviews, and articles of other systems, by the shortcode [standfirst].
 * Version: 0.1.0
 * Requires at least: 6.5
 * Requires PHP: 7.4
 * License: MIT OR Apache-2.0
 *
 * In wp-config.php, where browsers and this server reach the review service, without a slash at the end:
 *
 *     define( 'STANDFIRST_SERVICE', 'https://reviews.daily.example' );
 *
 * The service lists this site's origin. [standfirst] is the reviews of the post that it stands in;
 * [standfirst src="https://cms.daily.example/finland.json"] is an article with its reviews.
 */

defined( 'ABSPATH' ) || exit;

add_shortcode( 'standfirst', 'standfirst_shortcode' );

/**
 * The element, rendered by the service, or as a publisher would write it where the service does not answer.
 *
 * @param array|string $given The attributes of the shortcode.
 * @return string HTML.
 */
function standfirst_shortcode( $given ) {
	if ( ! defined( 'STANDFIRST_SERVICE' ) ) {
		return '<!-- STANDFIRST_SERVICE is not defined in wp-config.php -->';
	}
	$page  = (string) get_permalink();
	$asked = shortcode_atts(
		array(
			'src'           => '',
			'subject'       => '',
			'format'        => '',
			'lang'          => '',
			'heading-level' => '',
		),
		$given,
		'standfirst'
	);
	// Editors write & as an entity. From here on it is text, and escaped wherever it is used.
	$asked = array_map( 'wp_specialchars_decode', $asked );
	if ( '' === $asked['src'] && '' === $asked['subject'] ) {
		$asked['subject'] = $page;
	}
	$asked['reviews'] = STANDFIRST_SERVICE;
	$asked            = array_filter( $asked, 'strlen' );

	// No version is added to the address, under which the other pages of the site load it as well.
	wp_enqueue_script_module( 'standfirst', STANDFIRST_SERVICE . '/standfirst.js', array(), null );

	$rendered = standfirst_rendered( $asked + array_filter( array( 'page' => $page ), 'strlen' ) );
	return '' === $rendered ? standfirst_element( $asked, $page ) : $rendered;
}

/**
 * What the service renders: asked for at most once a minute, and kept for a day in case that the service does not
 * answer.
 *
 * @param array $parameters The parameters of GET /render.
 * @return string HTML of the service; empty where there is none.
 */
function standfirst_rendered( $parameters ) {
	$url   = STANDFIRST_SERVICE . '/render?' . http_build_query( $parameters, '', '&', PHP_QUERY_RFC3986 );
	$key   = 'standfirst_' . md5( $url );
	$fresh = get_transient( $key );
	if ( false !== $fresh ) {
		return $fresh;
	}
	// A reader waits for it, so it is given little time.
	$answer = wp_remote_get( $url, array( 'timeout' => 2, 'redirection' => 0 ) );
	$status = is_wp_error( $answer ) ? 0 : wp_remote_retrieve_response_code( $answer );
	if ( 200 === $status ) {
		$rendered = wp_remote_retrieve_body( $answer );
		set_transient( $key, $rendered, MINUTE_IN_SECONDS );
		set_transient( $key . '_last', $rendered, DAY_IN_SECONDS );
		return $rendered;
	}
	// An outage shows the last answer. Where the service says that it will not render this, that is no outage.
	$last = 0 === $status || 500 <= $status ? get_transient( $key . '_last' ) : false;
	$last = false === $last ? '' : $last;
	// Nor does every reader wait while it lasts.
	set_transient( $key, $last, MINUTE_IN_SECONDS );
	return $last;
}

/**
 * The element without its content, which the widget renders in the browser.
 *
 * @param array  $attributes Its attributes, by name.
 * @param string $page       The address of the page.
 * @return string HTML.
 */
function standfirst_element( $attributes, $page ) {
	$html = '<standfirst-article';
	foreach ( $attributes as $name => $value ) {
		$html .= ' ' . $name . '="' . esc_attr( $value ) . '"';
	}
	$address = isset( $attributes['src'] ) ? $attributes['src'] : $page;
	$link    = '<a href="' . esc_url( $address ) . '">' . esc_html( get_the_title() ) . '</a>';
	return $html . '>' . $link . '</standfirst-article>';
}
