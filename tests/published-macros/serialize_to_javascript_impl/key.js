const key = __TEMPLATE_key__
const length = __TEMPLATE_length__
__RAW_script__
