<?php
// Reads a functions.php, and says what WordPress prints with it: `wordpress.php <its folder> <name of the site>`.
// Nothing of WordPress is left out but what is in its database, of which only the options are read here.
[ , $folder, $name ] = $argv;
define( 'ABSPATH', "$folder/" );
define( 'WPINC', 'wp-includes' );
define( 'WP_CONTENT_DIR', ABSPATH . 'wp-content' );
define( 'WP_DEBUG', false );
$parts = 'version compat load plugin functions l10n formatting cache option general-template theme link-template kses script-loader';
foreach ( explode( ' ', $parts ) as $part ) {
    require_once ABSPATH . WPINC . "/$part.php";
}
wp_cache_init();
wp_cache_set( 'alloptions', array( 'blogname' => $name, 'blog_charset' => 'UTF-8' ), 'options' );
// As themes say that are made today.
add_theme_support( 'html5', array( 'script' ) );

eval( stream_get_contents( STDIN ) );
do_action( 'wp_enqueue_scripts' );
ob_start();
wp_scripts()->do_head_items();
$head = ob_get_clean();
ob_start();
wp_scripts()->do_footer_items();
$foot = ob_get_clean();
echo json_encode( array( 'strategies' => version_compare( $wp_version, '6.3', '>=' ), 'head' => $head, 'foot' => $foot ) );
